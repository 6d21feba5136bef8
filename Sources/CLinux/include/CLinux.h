/* The kernel's interfaces that Glibc's Swift module does not carry. */
#pragma once

#include <linux/ethtool.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/un.h>

/* Declared by Glibc only for GNU sources, which Swift's view of it is not. */
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
extern int setns(int descriptor, int kind);
extern int unshare(int flags);

/* What SO_PEERCRED answers with (`struct ucred`). */
struct haos_peer_credentials {
    pid_t process;
    uid_t user;
    gid_t group;
};

/* The flag of unshare(2) and setns(2) for network namespaces (CLONE_NEWNET). */
static const int haos_network_namespace = 0x40000000;

/*
 * Sends a whole IPv6 packet, of 40 octets or more, through a raw socket whose user writes the header: out of one
 * interface, or by the routing tables for its source if `interface` is 0; the socket may send from any address
 * (IPV6_FREEBIND). Never waits; returns as sendmsg(2) does.
 */
ssize_t haos_send_packet(int descriptor, const void *packet, size_t length, uint32_t interface);

/* Opens a raw socket that is given the packets in packets (protocol 41) for this node; -1 with errno set. */
int haos_open_tunnel_socket(void);

/*
 * Takes a packet from such a socket, and puts the header before it that its fragments had: the length of all, or -1. Sets
 * `interface` to where it came in.
 */
ssize_t haos_receive_tunnelled(int descriptor, void *packet, size_t room, uint32_t *interface);

/*
 * Opens a raw socket for a protocol (135, or 58: then of Mobile Prefix Solicitations alone) that tells how a packet was
 * marked, and the destination options that came with it; what it sends is marked with `mark`. -1 with errno set.
 */
int haos_open_protected_socket(int protocol, uint32_t mark);

/* What is told of a packet besides its upper layer. */
struct haos_protected_packet {
    struct in6_addr source;
    struct in6_addr destination;
    /* Put there by the eBPF programs in the place of a Home Address option. */
    struct in6_addr care_of_address;
    int has_care_of_address;
    uint32_t interface;
    uint32_t mark;
};

/* Takes the upper layer of a packet from such a socket: its length, which may be more than there is room, or -1. */
ssize_t haos_receive_protected(int descriptor, void *octets, size_t room, struct haos_protected_packet *packet);

/* Sends an upper layer, whose checksum the kernel fills in, from one address to another; as sendmsg(2) does. */
ssize_t haos_send_protected(
    int descriptor, const void *octets, size_t length, const struct in6_addr *source,
    const struct in6_addr *destination);

/*
 * Makes an interface of the name whose frames are IP packets (TUN), and which lasts until the descriptor is closed; -1
 * with errno set, EBUSY if there is one of the name.
 */
int haos_open_virtual_interface(const char *name);

/* Octets that a hash of crypt(3) may have, the zero at its end among them. */
enum { haos_hash_size = 384 };

/*
 * Hashes a password by crypt(3): with what a hash says, or anew by yescrypt with a salt of the system if `setting` is
 * NULL. Takes tens of milliseconds and 16 MiB, or what the setting says. Leaves nothing of the password in memory; 0 if
 * there is no such hash.
 */
int haos_hash_password(const char *password, const char *setting, char hash[haos_hash_size]);

/*
 * Asks the driver of an interface for its speed, in megabits a second, and whether both ways are used at once (0, 1,
 * or -1 if it does not say); -1 if the driver tells no speed. `descriptor` is any socket.
 */
int64_t haos_link_speed(int descriptor, const char *name, int *is_full_duplex);
