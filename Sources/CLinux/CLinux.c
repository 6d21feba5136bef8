#define _GNU_SOURCE
#include "CLinux.h"

#include <crypt.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <linux/sockios.h>
#include <netinet/icmp6.h>
#include <netinet/ip6.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

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

    const int names_source = interface == 0 && !IN6_IS_ADDR_UNSPECIFIED(&header->ip6_src) &&
                             !IN6_IS_ADDR_LINKLOCAL(&header->ip6_src) && !IN6_IS_ADDR_MULTICAST(&header->ip6_src);

    memcpy(&destination.sin6_addr, &header->ip6_dst, sizeof(destination.sin6_addr));
    if (interface != 0 || names_source) {
        struct in6_pktinfo information = {.ipi6_ifindex = interface};

        /* The kernel does not look for it in the packet. */
        if (names_source)
            information.ipi6_addr = header->ip6_src;

        control.header.cmsg_level = IPPROTO_IPV6;
        control.header.cmsg_type = IPV6_PKTINFO;
        control.header.cmsg_len = CMSG_LEN(sizeof(information));
        memcpy(CMSG_DATA(&control.header), &information, sizeof(information));
        message.msg_control = &control;
        message.msg_controllen = sizeof(control);
    }
    return sendmsg(descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

int haos_open_tunnel_socket(void)
{
    static const int options[] = {IPV6_RECVPKTINFO, IPV6_RECVHOPLIMIT, IPV6_RECVTCLASS};
    const int yes = 1;
    int descriptor = socket(AF_INET6, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_IPV6);

    for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
        if (descriptor >= 0 && setsockopt(descriptor, IPPROTO_IPV6, options[i], &yes, sizeof(yes)) < 0) {
            const int error = errno;

            close(descriptor);
            errno = error;
            return -1;
        }
    }
    return descriptor;
}

/* What the kernel tells of a received packet besides its content goes into the header it had. */
static uint32_t fill_in(struct ip6_hdr *header, struct msghdr *message)
{
    struct in6_pktinfo information = {0};
    int value;

    for (struct cmsghdr *item = CMSG_FIRSTHDR(message); item; item = CMSG_NXTHDR(message, item)) {
        if (item->cmsg_level != IPPROTO_IPV6)
            continue;
        if (item->cmsg_type == IPV6_PKTINFO) {
            memcpy(&information, CMSG_DATA(item), sizeof(information));
            header->ip6_dst = information.ipi6_addr;
            continue;
        }
        memcpy(&value, CMSG_DATA(item), sizeof(value));
        if (item->cmsg_type == IPV6_HOPLIMIT)
            header->ip6_hlim = value;
        else if (item->cmsg_type == IPV6_TCLASS)
            header->ip6_flow |= htonl((uint32_t)(value & 0xff) << 20);
    }
    return information.ipi6_ifindex;
}

ssize_t haos_receive_tunnelled(int descriptor, void *packet, size_t room, uint32_t *interface)
{
    struct ip6_hdr *header = packet;
    struct sockaddr_in6 source;
    struct iovec content = {.iov_base = header + 1, .iov_len = room - sizeof(*header)};
    union {
        struct cmsghdr header;
        char octets[CMSG_SPACE(sizeof(struct in6_pktinfo)) + 2 * CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {
        .msg_name = &source,
        .msg_namelen = sizeof(source),
        .msg_iov = &content,
        .msg_iovlen = 1,
        .msg_control = &control,
        .msg_controllen = sizeof(control),
    };
    const ssize_t length = recvmsg(descriptor, &message, MSG_DONTWAIT);

    if (length < 0)
        return -1;
    memset(header, 0, sizeof(*header));
    header->ip6_flow = htonl(6u << 28);
    header->ip6_plen = htons(length);
    header->ip6_nxt = IPPROTO_IPV6;
    header->ip6_src = source.sin6_addr;
    *interface = fill_in(header, &message);
    return sizeof(*header) + length;
}

int haos_open_protected_socket(int protocol, uint32_t mark)
{
    enum { room = 1 << 20 };
    const int yes = 1, size = room;
    struct icmp6_filter filter;
    int descriptor = socket(AF_INET6, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol);

    if (descriptor < 0)
        return -1;
    ICMP6_FILTER_SETBLOCKALL(&filter);
    ICMP6_FILTER_SETPASS(146, &filter);
    ICMP6_FILTER_SETPASS(147, &filter);
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
    if (setsockopt(descriptor, IPPROTO_IPV6, IPV6_RECVPKTINFO, &yes, sizeof(yes)) == 0 &&
        setsockopt(descriptor, IPPROTO_IPV6, IPV6_RECVDSTOPTS, &yes, sizeof(yes)) == 0 &&
        setsockopt(descriptor, SOL_SOCKET, SO_RCVMARK, &yes, sizeof(yes)) == 0 &&
        setsockopt(descriptor, SOL_SOCKET, SO_MARK, &mark, sizeof(mark)) == 0 &&
        (protocol != IPPROTO_ICMPV6 ||
         setsockopt(descriptor, IPPROTO_ICMPV6, ICMP6_FILTER, &filter, sizeof(filter)) == 0))
        return descriptor;
    const int error = errno;

    close(descriptor);
    errno = error;
    return -1;
}

/* Finds the option that took the place of a Home Address option in a header of destination options. */
static int find_care_of_address(const uint8_t *options, size_t length, struct in6_addr *address)
{
    enum { pad_1 = 0, passed_over = 0x1e };

    for (size_t i = 2; i + 1 < length; i += options[i] == pad_1 ? 1 : 2u + options[i + 1]) {
        if (options[i] == passed_over && options[i + 1] == sizeof(*address) && i + 2 + sizeof(*address) <= length) {
            memcpy(address, options + i + 2, sizeof(*address));
            return 1;
        }
    }
    return 0;
}

ssize_t haos_receive_protected(int descriptor, void *octets, size_t room, struct haos_protected_packet *packet)
{
    struct sockaddr_in6 source = {0};
    struct in6_pktinfo information = {0};
    struct iovec content = {.iov_base = octets, .iov_len = room};
    union {
        struct cmsghdr header;
        char octets[2048];
    } control;
    struct msghdr message = {
        .msg_name = &source,
        .msg_namelen = sizeof(source),
        .msg_iov = &content,
        .msg_iovlen = 1,
        .msg_control = &control,
        .msg_controllen = sizeof(control),
    };
    const ssize_t length = recvmsg(descriptor, &message, MSG_DONTWAIT | MSG_TRUNC);

    if (length < 0)
        return -1;
    memset(packet, 0, sizeof(*packet));
    packet->source = source.sin6_addr;
    for (struct cmsghdr *item = CMSG_FIRSTHDR(&message); item; item = CMSG_NXTHDR(&message, item)) {
        if (item->cmsg_level == IPPROTO_IPV6 && item->cmsg_type == IPV6_PKTINFO)
            memcpy(&information, CMSG_DATA(item), sizeof(information));
        else if (item->cmsg_level == IPPROTO_IPV6 && item->cmsg_type == IPV6_DSTOPTS && !packet->has_care_of_address)
            packet->has_care_of_address =
                find_care_of_address(CMSG_DATA(item), item->cmsg_len - CMSG_LEN(0), &packet->care_of_address);
        else if (item->cmsg_level == SOL_SOCKET && item->cmsg_type == SO_MARK)
            memcpy(&packet->mark, CMSG_DATA(item), sizeof(packet->mark));
    }
    packet->destination = information.ipi6_addr;
    packet->interface = information.ipi6_ifindex;
    return length;
}

ssize_t haos_send_protected(
    int descriptor, const void *octets, size_t length, const struct in6_addr *source,
    const struct in6_addr *destination)
{
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = *destination};
    struct in6_pktinfo information = {.ipi6_addr = *source};
    struct iovec content = {.iov_base = (void *)octets, .iov_len = length};
    union {
        struct cmsghdr header;
        char octets[CMSG_SPACE(sizeof(struct in6_pktinfo))];
    } control = {0};
    struct msghdr message = {
        .msg_name = &address,
        .msg_namelen = sizeof(address),
        .msg_iov = &content,
        .msg_iovlen = 1,
        .msg_control = &control,
        .msg_controllen = sizeof(control),
    };

    control.header.cmsg_level = IPPROTO_IPV6;
    control.header.cmsg_type = IPV6_PKTINFO;
    control.header.cmsg_len = CMSG_LEN(sizeof(information));
    memcpy(CMSG_DATA(&control.header), &information, sizeof(information));
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

int haos_open_virtual_interface(const char *name)
{
    struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI | IFF_TUN_EXCL};
    int descriptor = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);

    strncpy(request.ifr_name, name, sizeof(request.ifr_name) - 1);
    /*
     * Checksums are left to the interface that a packet leaves by in the end. Without that the kernel forgets where the
     * checksum of an UDP_SEGMENT packet begins when it moves the packet's head for the programs.
     */
    if (descriptor >= 0 && (ioctl(descriptor, TUNSETIFF, &request) < 0 ||
                            ioctl(descriptor, TUNSETOFFLOAD, (unsigned long)TUN_F_CSUM) < 0)) {
        const int error = errno;

        close(descriptor);
        errno = error;
        return -1;
    }
    return descriptor;
}
