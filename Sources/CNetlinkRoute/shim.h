/* libnl-route-3, and two things that its version 3.7 does not know yet. */
#pragma once

#include <netinet/in.h>

#include <linux/fib_rules.h>
#include <linux/if_arp.h>
#include <linux/ipv6.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/errno.h>
#include <netlink/msg.h>
#include <netlink/netlink.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
#include <netlink/route/neighbour.h>
#include <netlink/route/nexthop.h>
#include <netlink/route/route.h>
#include <netlink/route/rule.h>
#include <netlink/socket.h>
#include <sys/socket.h>

#include "xfrm.h"

/*
 * Makes a netlink socket for requests: errors come with the kernel's own words and without a copy of the request,
 * dumps honour what is written in the request's header. Kernels have all three since 4.20.
 */
static inline int haos_netlink_prepare(int descriptor)
{
    const int yes = 1;

    if (setsockopt(descriptor, SOL_NETLINK, NETLINK_EXT_ACK, &yes, sizeof(yes)) < 0)
        return -1;
    if (setsockopt(descriptor, SOL_NETLINK, NETLINK_CAP_ACK, &yes, sizeof(yes)) < 0)
        return -1;
    return setsockopt(descriptor, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &yes, sizeof(yes));
}

/* The kernel's own words in an error answer on such a socket; NULL if there are none. */
static inline const char *haos_netlink_words(struct nlmsgerr *error)
{
    struct nlmsghdr *answer = (struct nlmsghdr *)((char *)error - NLMSG_HDRLEN);
    struct nlattr *words;
    int length;

    if (!(answer->nlmsg_flags & NLM_F_ACK_TLVS) || !(answer->nlmsg_flags & NLM_F_CAPPED))
        return NULL;
    words = nlmsg_find_attr(answer, sizeof(*error), NLMSGERR_ATTR_MSG);
    if (words == NULL)
        return NULL;
    length = nla_len(words);
    return length > 0 && ((char *)nla_data(words))[length - 1] == '\0' ? nla_data(words) : NULL;
}
