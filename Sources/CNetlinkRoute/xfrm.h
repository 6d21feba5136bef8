/* The kernel's IPsec over netlink (NETLINK_XFRM): requests of libnl's messages, and what its tables say without keys. */
#pragma once

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

#include <linux/xfrm.h>
#include <netlink/attr.h>
#include <netlink/msg.h>

enum {
    haos_transform_name_size = 64,
    haos_esp_protocol = 50,
};

/* A security association of ESP. */
struct haos_xfrm_state {
    struct in6_addr source;
    struct in6_addr destination;
    /* Of what it may carry: from which address to which, each of 128 bits, or 0 for any. */
    struct in6_addr selector_source;
    struct in6_addr selector_destination;
    uint8_t selector_source_length;
    uint8_t selector_destination_length;
    uint8_t is_tunnel;
    uint32_t security_parameter_index;
    uint32_t request_identifier;
    /* What its packets are marked with afterwards. */
    uint32_t mark;
    /* The rest is for reading alone. */
    char encryption[haos_transform_name_size];
    char integrity[haos_transform_name_size];
    uint32_t encryption_key_bits;
    uint32_t replayed;
    uint32_t not_authentic;
    uint64_t packets;
    uint64_t octets;
    /* Seconds since 1970; 0 for never. */
    uint64_t last_used;
};

/* What has to be under ESP. */
struct haos_xfrm_policy {
    struct in6_addr source;
    struct in6_addr destination;
    uint8_t source_length;
    uint8_t destination_length;
    /* An upper-layer protocol, or 0 for any. */
    uint8_t protocol;
    /* Of ICMPv6 alone: a type, or 0 for any. */
    uint8_t message_type;
    /* XFRM_POLICY_*. */
    uint8_t direction;
    uint8_t is_tunnel;
    uint32_t priority;
    uint32_t request_identifier;
    struct in6_addr tunnel_source;
    struct in6_addr tunnel_destination;
    /* The kernel's number of it; for reading alone. */
    uint32_t index;
};

static inline void haos_xfrm_begin_lifetime(struct xfrm_lifetime_cfg *lifetime)
{
    lifetime->soft_byte_limit = lifetime->hard_byte_limit = XFRM_INF;
    lifetime->soft_packet_limit = lifetime->hard_packet_limit = XFRM_INF;
}

/* Asks for an association without keys yet; NULL without memory. */
static inline struct nl_msg *haos_xfrm_new_state(const struct haos_xfrm_state *state)
{
    struct xfrm_usersa_info information;
    struct nl_msg *message = nlmsg_alloc_simple(XFRM_MSG_NEWSA, NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL);

    memset(&information, 0, sizeof(information));
    information.family = AF_INET6;
    information.sel.family = AF_INET6;
    memcpy(&information.sel.saddr, &state->selector_source, sizeof(struct in6_addr));
    memcpy(&information.sel.daddr, &state->selector_destination, sizeof(struct in6_addr));
    information.sel.prefixlen_s = state->selector_source_length;
    information.sel.prefixlen_d = state->selector_destination_length;
    memcpy(&information.saddr, &state->source, sizeof(struct in6_addr));
    memcpy(&information.id.daddr, &state->destination, sizeof(struct in6_addr));
    information.id.spi = htonl(state->security_parameter_index);
    information.id.proto = haos_esp_protocol;
    information.reqid = state->request_identifier;
    information.mode = state->is_tunnel ? XFRM_MODE_TUNNEL : XFRM_MODE_TRANSPORT;
    haos_xfrm_begin_lifetime(&information.lft);
    if (message != NULL) {
        nlmsg_append(message, &information, sizeof(information), NLMSG_ALIGNTO);
        nla_put_u32(message, XFRMA_SET_MARK, state->mark);
        nla_put_u32(message, XFRMA_SET_MARK_MASK, UINT32_MAX);
    }
    return message;
}

/* Adds a transform with its key: one of encryption, of integrity, or of both, which is said by octets of its ICV. */
static inline void haos_xfrm_put_transform(
    struct nl_msg *message, int attribute, const char *name, const void *key, size_t length, uint32_t icv)
{
    union {
        struct xfrm_algo encryption;
        struct xfrm_algo_auth integrity;
        struct xfrm_algo_aead both;
        uint8_t octets[sizeof(struct xfrm_algo_aead) + 64];
    } transform;
    size_t size = attribute == XFRMA_ALG_CRYPT ? sizeof(transform.encryption) : sizeof(transform.both);

    if (message == NULL || length > 64)
        return;
    memset(&transform, 0, sizeof(transform));
    strncpy(transform.encryption.alg_name, name, sizeof(transform.encryption.alg_name) - 1);
    transform.encryption.alg_key_len = length * 8;
    /* The length of the ICV is in the same place for both. */
    if (attribute != XFRMA_ALG_CRYPT)
        transform.both.alg_icv_len = icv * 8;
    memcpy(transform.octets + size, key, length);
    nla_put(message, attribute, size + length, &transform);
    explicit_bzero(&transform, sizeof(transform));
}

_Static_assert(sizeof(struct xfrm_algo_auth) == sizeof(struct xfrm_algo_aead), "one form for both");

static inline struct nl_msg *haos_xfrm_delete_state(const struct haos_xfrm_state *state)
{
    struct xfrm_usersa_id identifier;
    struct nl_msg *message = nlmsg_alloc_simple(XFRM_MSG_DELSA, NLM_F_REQUEST);

    memset(&identifier, 0, sizeof(identifier));
    memcpy(&identifier.daddr, &state->destination, sizeof(struct in6_addr));
    identifier.spi = htonl(state->security_parameter_index);
    identifier.family = AF_INET6;
    identifier.proto = haos_esp_protocol;
    if (message != NULL)
        nlmsg_append(message, &identifier, sizeof(identifier), NLMSG_ALIGNTO);
    return message;
}

static inline void haos_xfrm_select(struct xfrm_selector *selector, const struct haos_xfrm_policy *policy)
{
    selector->family = AF_INET6;
    memcpy(&selector->saddr, &policy->source, sizeof(struct in6_addr));
    memcpy(&selector->daddr, &policy->destination, sizeof(struct in6_addr));
    selector->prefixlen_s = policy->source_length;
    selector->prefixlen_d = policy->destination_length;
    selector->proto = policy->protocol;
    /* The kernel takes an ICMPv6 message's type for its source port. */
    if (policy->message_type != 0) {
        selector->sport = htons(policy->message_type);
        selector->sport_mask = UINT16_MAX;
    }
}

/* Asks for a policy, or changes the one of the same selector, direction and priority. */
static inline struct nl_msg *haos_xfrm_put_policy(const struct haos_xfrm_policy *policy)
{
    struct xfrm_userpolicy_info information;
    struct xfrm_user_tmpl template;
    struct nl_msg *message = nlmsg_alloc_simple(XFRM_MSG_UPDPOLICY, NLM_F_REQUEST | NLM_F_CREATE);

    memset(&information, 0, sizeof(information));
    haos_xfrm_select(&information.sel, policy);
    information.priority = policy->priority;
    information.dir = policy->direction;
    information.action = XFRM_POLICY_ALLOW;
    haos_xfrm_begin_lifetime(&information.lft);
    memset(&template, 0, sizeof(template));
    memcpy(&template.saddr, &policy->tunnel_source, sizeof(struct in6_addr));
    memcpy(&template.id.daddr, &policy->tunnel_destination, sizeof(struct in6_addr));
    template.id.proto = haos_esp_protocol;
    template.family = AF_INET6;
    template.reqid = policy->request_identifier;
    template.mode = policy->is_tunnel ? XFRM_MODE_TUNNEL : XFRM_MODE_TRANSPORT;
    template.aalgos = template.ealgos = template.calgos = UINT32_MAX;
    if (message != NULL) {
        nlmsg_append(message, &information, sizeof(information), NLMSG_ALIGNTO);
        nla_put(message, XFRMA_TMPL, sizeof(template), &template);
    }
    return message;
}

/* Removes the policy of an index, or of a selector if it is 0. */
static inline struct nl_msg *haos_xfrm_delete_policy(const struct haos_xfrm_policy *policy)
{
    struct xfrm_userpolicy_id identifier;
    struct nl_msg *message = nlmsg_alloc_simple(XFRM_MSG_DELPOLICY, NLM_F_REQUEST);

    memset(&identifier, 0, sizeof(identifier));
    identifier.index = policy->index;
    identifier.dir = policy->direction;
    haos_xfrm_select(&identifier.sel, policy);
    if (message != NULL)
        nlmsg_append(message, &identifier, sizeof(identifier), NLMSG_ALIGNTO);
    return message;
}

/* Asks for the whole table of associations. */
static inline struct nl_msg *haos_xfrm_dump_states(void)
{
    struct xfrm_usersa_id everything = {.family = AF_INET6};
    struct nl_msg *message = nlmsg_alloc_simple(XFRM_MSG_GETSA, NLM_F_REQUEST | NLM_F_DUMP);

    if (message != NULL)
        nlmsg_append(message, &everything, sizeof(everything), NLMSG_ALIGNTO);
    return message;
}

/* Asks for the whole table of policies. */
static inline struct nl_msg *haos_xfrm_dump_policies(void)
{
    struct xfrm_userpolicy_id everything = {0};
    struct nl_msg *message = nlmsg_alloc_simple(XFRM_MSG_GETPOLICY, NLM_F_REQUEST | NLM_F_DUMP);

    if (message != NULL)
        nlmsg_append(message, &everything, sizeof(everything), NLMSG_ALIGNTO);
    return message;
}

static inline void haos_xfrm_read_transforms(struct nlmsghdr *header, struct haos_xfrm_state *state)
{
    const int size = sizeof(struct xfrm_usersa_info);
    struct nlattr *both = nlmsg_find_attr(header, size, XFRMA_ALG_AEAD);
    struct nlattr *encryption = nlmsg_find_attr(header, size, XFRMA_ALG_CRYPT);
    struct nlattr *integrity = nlmsg_find_attr(header, size, XFRMA_ALG_AUTH_TRUNC);
    const struct xfrm_algo *algorithm;

    if (both != NULL || encryption != NULL) {
        algorithm = nla_data(both != NULL ? both : encryption);
        strncpy(state->encryption, algorithm->alg_name, sizeof(state->encryption) - 1);
        /* Four octets of a key of AES-GCM are salt (RFC 4106 section 8.1). */
        state->encryption_key_bits = algorithm->alg_key_len - (both != NULL && algorithm->alg_key_len >= 32 ? 32 : 0);
    }
    if (integrity != NULL)
        strncpy(state->integrity, ((struct xfrm_algo_auth *)nla_data(integrity))->alg_name,
                sizeof(state->integrity) - 1);
}

/* Reads an association of ESP for IPv6 out of the kernel's table, or what was told of it; 0 if it is none. */
static inline int haos_xfrm_read_state(struct nlmsghdr *header, struct haos_xfrm_state *state)
{
    const struct xfrm_usersa_info *information = nlmsg_data(header);
    struct nlattr *attribute;

    if ((header->nlmsg_type != XFRM_MSG_NEWSA && header->nlmsg_type != XFRM_MSG_UPDSA) ||
        nlmsg_datalen(header) < (int)sizeof(*information) || information->family != AF_INET6 ||
        information->id.proto != haos_esp_protocol)
        return 0;
    memset(state, 0, sizeof(*state));
    memcpy(&state->source, &information->saddr, sizeof(struct in6_addr));
    memcpy(&state->destination, &information->id.daddr, sizeof(struct in6_addr));
    memcpy(&state->selector_source, &information->sel.saddr, sizeof(struct in6_addr));
    memcpy(&state->selector_destination, &information->sel.daddr, sizeof(struct in6_addr));
    state->selector_source_length = information->sel.prefixlen_s;
    state->selector_destination_length = information->sel.prefixlen_d;
    state->is_tunnel = information->mode == XFRM_MODE_TUNNEL;
    state->security_parameter_index = ntohl(information->id.spi);
    state->request_identifier = information->reqid;
    state->packets = information->curlft.packets;
    state->octets = information->curlft.bytes;
    state->replayed = information->stats.replay;
    state->not_authentic = information->stats.integrity_failed;
    attribute = nlmsg_find_attr(header, sizeof(*information), XFRMA_SET_MARK);
    state->mark = attribute != NULL ? nla_get_u32(attribute) : 0;
    attribute = nlmsg_find_attr(header, sizeof(*information), XFRMA_LASTUSED);
    state->last_used = attribute != NULL ? nla_get_u64(attribute) : 0;
    haos_xfrm_read_transforms(header, state);
    return 1;
}

/* Reads a policy with a transform for IPv6 out of the kernel's table; 0 if it is none. */
static inline int haos_xfrm_read_policy(struct nlmsghdr *header, struct haos_xfrm_policy *policy)
{
    const struct xfrm_userpolicy_info *information = nlmsg_data(header);
    const struct xfrm_user_tmpl *template;
    struct nlattr *attribute;

    if (header->nlmsg_type != XFRM_MSG_NEWPOLICY || nlmsg_datalen(header) < (int)sizeof(*information))
        return 0;
    attribute = nlmsg_find_attr(header, sizeof(*information), XFRMA_TMPL);
    if (attribute == NULL || nla_len(attribute) < (int)sizeof(*template))
        return 0;
    template = nla_data(attribute);
    memset(policy, 0, sizeof(*policy));
    policy->direction = information->dir;
    policy->index = information->index;
    policy->request_identifier = template->reqid;
    return 1;
}

/*
 * Asks for an association like one that the kernel told of, keys and counters included, with the ends and the `reqid` of
 * `wanted`. One with another `reqid` is a copy, which only its maker ends. NULL without memory.
 */
static inline struct nl_msg *haos_xfrm_copy_state(struct nlmsghdr *header, const struct haos_xfrm_state *wanted)
{
    static const int attributes[] = {
        XFRMA_ALG_AEAD, XFRMA_ALG_CRYPT,      XFRMA_ALG_AUTH_TRUNC, XFRMA_REPLAY_VAL, XFRMA_REPLAY_ESN_VAL,
        XFRMA_SET_MARK, XFRMA_SET_MARK_MASK,
    };
    const struct xfrm_usersa_info *original = nlmsg_data(header);
    struct xfrm_usersa_info information;
    struct nlattr *attribute;
    struct nl_msg *message = nlmsg_alloc_simple(XFRM_MSG_NEWSA, NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL);

    memset(&information, 0, sizeof(information));
    information.family = original->family;
    information.sel.family = original->family;
    memcpy(&information.saddr, &wanted->source, sizeof(struct in6_addr));
    information.id = original->id;
    memcpy(&information.id.daddr, &wanted->destination, sizeof(struct in6_addr));
    information.reqid = wanted->request_identifier;
    information.mode = original->mode;
    information.flags = original->flags;
    information.replay_window = original->replay_window;
    if (wanted->request_identifier == original->reqid)
        information.lft = original->lft;
    else
        haos_xfrm_begin_lifetime(&information.lft);
    if (message == NULL)
        return NULL;
    nlmsg_append(message, &information, sizeof(information), NLMSG_ALIGNTO);
    for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++) {
        attribute = nlmsg_find_attr(header, sizeof(*original), attributes[i]);
        if (attribute != NULL)
            nla_put(message, attributes[i], nla_len(attribute), nla_data(attribute));
    }
    return message;
}
