#define _GNU_SOURCE
#include "CLinux.h"

#include <crypt.h>
#include <linux/sockios.h>
#include <netinet/ip6.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

ssize_t haos_send_packet(int descriptor, const void *packet, size_t length, uint32_t interface)
{
    const struct ip6_hdr *header = packet;
    struct sockaddr_in6 destination = {.sin6_family = AF_INET6};
    struct iovec content = {.iov_base = (void *)packet, .iov_len = length};
    union {
        struct cmsghdr header;
        char octets[CMSG_SPACE(sizeof(struct in6_pktinfo))];
    } control = {0};
    struct msghdr message = {
        .msg_name = &destination,
        .msg_namelen = sizeof(destination),
        .msg_iov = &content,
        .msg_iovlen = 1,
    };

    memcpy(&destination.sin6_addr, &header->ip6_dst, sizeof(destination.sin6_addr));
    if (interface != 0) {
        struct in6_pktinfo information = {.ipi6_ifindex = interface};

        control.header.cmsg_level = IPPROTO_IPV6;
        control.header.cmsg_type = IPV6_PKTINFO;
        control.header.cmsg_len = CMSG_LEN(sizeof(information));
        memcpy(CMSG_DATA(&control.header), &information, sizeof(information));
        message.msg_control = &control;
        message.msg_controllen = sizeof(control);
    }
    return sendmsg(descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

_Static_assert(haos_hash_size == CRYPT_OUTPUT_SIZE, "every hash has room");

int haos_hash_password(const char *password, const char *setting, char hash[haos_hash_size])
{
    char fresh[CRYPT_GENSALT_OUTPUT_SIZE];
    void *memory = NULL;
    int size = 0;

    if (setting == NULL)
        setting = crypt_gensalt_rn("$y$", 0, NULL, 0, fresh, sizeof(fresh));
    const char *result = setting == NULL ? NULL : crypt_ra(password, setting, &memory, &size);
    if (result != NULL)
        memcpy(hash, result, strnlen(result, haos_hash_size - 1) + 1);
    if (memory != NULL)
        explicit_bzero(memory, (size_t)size);
    free(memory);
    return result != NULL;
}

int64_t haos_link_speed(int descriptor, const char *name, int *is_full_duplex)
{
    struct ethtool_cmd settings = {.cmd = ETHTOOL_GSET};
    struct ifreq request = {.ifr_data = (void *)&settings};
    uint32_t speed;

    strncpy(request.ifr_name, name, sizeof(request.ifr_name) - 1);
    if (ioctl(descriptor, SIOCETHTOOL, &request) < 0)
        return -1;
    *is_full_duplex = settings.duplex == DUPLEX_FULL ? 1 : settings.duplex == DUPLEX_HALF ? 0 : -1;
    speed = ethtool_cmd_speed(&settings);
    return speed == 0 || speed == (uint32_t)SPEED_UNKNOWN ? -1 : (int64_t)speed;
}
