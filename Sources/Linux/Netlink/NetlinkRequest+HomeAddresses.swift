import CNetlinkRoute
import Core
import Glibc

/// What a mobile node asks of the kernel for its home addresses.
extension NetlinkRequest {
    /// How long an address is preferred as a source.
    enum Preference: UInt32 {
        /// Never where there is another.
        case deprecated = 0
        /// For ever.
        case preferred = 0xffff_ffff
    }

    /// Sets the MTU of an interface.
    static func set(_ interface: InterfaceIndex, maximumTransmissionUnit: UInt32, name: String) -> NetlinkRequest {
        let current = unsafe rtnl_link_alloc()
        let wanted = unsafe rtnl_link_alloc()
        defer {
            unsafe rtnl_link_put(current)
            unsafe rtnl_link_put(wanted)
        }
        unsafe rtnl_link_set_ifindex(current, Int32(bitPattern: interface.rawValue))
        unsafe rtnl_link_set_mtu(wanted, maximumTransmissionUnit)
        var message: OpaquePointer?
        unsafe rtnl_link_build_change_request(current, wanted, 0, &message)
        return unsafe NetlinkRequest("setting the MTU of the interface \(name)", message)
    }

    /// Adds an address to an interface, or gives one that it has these properties.
    static func put(
        _ address: InterfaceAddress, on interface: InterfaceIndex, name: String, detectsDuplicates: Bool,
        _ preference: Preference, origin: UInt8
    ) -> NetlinkRequest {
        let form = unsafe rtnl_addr_alloc()
        defer { unsafe rtnl_addr_put(form) }
        let local = AbstractAddress(address.address, prefixLength: address.prefixLength)
        unsafe rtnl_addr_set_ifindex(form, Int32(bitPattern: interface.rawValue))
        unsafe rtnl_addr_set_local(form, local.pointer)
        unsafe rtnl_addr_set_flags(form, detectsDuplicates ? 0 : UInt32(IFA_F_NODAD))
        unsafe rtnl_addr_set_valid_lifetime(form, .max)
        unsafe rtnl_addr_set_preferred_lifetime(form, preference.rawValue)
        var message: OpaquePointer?
        unsafe rtnl_addr_build_add_request(form, NLM_F_CREATE | NLM_F_REPLACE, &message)
        if unsafe message != nil {
            unsafe nla_put_u8(message, Int32(IFA_PROTO), origin)
        }
        return unsafe NetlinkRequest("adding the address \(address) to \(name)", message)
    }

    /// Adds a route to everywhere through an interface, in a table of its own.
    static func addDefaultRoute(through interface: InterfaceIndex, table: UInt32, origin: UInt8) -> NetlinkRequest {
        let form = unsafe rtnl_route_alloc()
        defer { unsafe rtnl_route_put(form) }
        let everywhere = AbstractAddress(.unspecified, prefixLength: 0)
        unsafe rtnl_route_set_family(form, UInt8(AF_INET6))
        unsafe rtnl_route_set_dst(form, everywhere.pointer)
        unsafe rtnl_route_set_table(form, table)
        unsafe rtnl_route_set_protocol(form, origin)
        let hop = unsafe rtnl_route_nh_alloc()
        unsafe rtnl_route_nh_set_ifindex(hop, Int32(bitPattern: interface.rawValue))
        // The route takes the next hop over.
        unsafe rtnl_route_add_nexthop(form, hop)
        var message: OpaquePointer?
        unsafe rtnl_route_build_add_request(form, NLM_F_CREATE | NLM_F_REPLACE, &message)
        return unsafe NetlinkRequest("adding the route of home addresses", message)
    }

    /// Has what this machine sends from an address look at a routing table first; EEXIST if it does already.
    static func add(_ rule: SourceRule, origin: UInt8) -> NetlinkRequest {
        unsafe NetlinkRequest(
            "adding a routing rule for \(rule.source)",
            message(RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, rule, origin))
    }

    /// Ends that.
    static func remove(_ rule: SourceRule, origin: UInt8) -> NetlinkRequest {
        unsafe NetlinkRequest(
            "removing a routing rule for \(rule.source)", message(RTM_DELRULE, 0, rule, origin))
    }

    /// Removes an address, a route or a rule, as a dump has listed it.
    static func remove(_ listed: ListedObject) -> NetlinkRequest {
        let message = unsafe listed.withHeader { unsafe nlmsg_convert($0) }
        if let header = unsafe message.flatMap({ unsafe nlmsg_hdr($0) }) {
            // RTM_DEL* follows RTM_NEW*.
            unsafe header.pointee.nlmsg_type += 1
            unsafe header.pointee.nlmsg_flags = UInt16(NLM_F_REQUEST | NLM_F_ACK)
            unsafe header.pointee.nlmsg_seq = 0
            unsafe header.pointee.nlmsg_pid = 0
        }
        return unsafe NetlinkRequest("removing what is no longer wanted", message)
    }

    /// libnl has no rules that choose a source address.
    private static func message(_ type: Int, _ flags: Int32, _ rule: SourceRule, _ origin: UInt8) -> OpaquePointer? {
        let message = unsafe nlmsg_alloc_simple(Int32(type), flags)
        guard unsafe message != nil else { return nil }
        var header = fib_rule_hdr()
        header.family = UInt8(AF_INET6)
        header.src_len = 128
        header.action = UInt8(FR_ACT_TO_TBL)
        header.flags = rule.choosesSource ? UInt32(FIB_RULE_FIND_SADDR) : 0
        unsafe nlmsg_append(message, &header, MemoryLayout<fib_rule_hdr>.size, Int32(NLMSG_ALIGNTO))
        var source = rule.source.rawValue.bigEndian
        unsafe nla_put(message, Int32(FRA_SRC), Int32(MemoryLayout<UInt128>.size), &source)
        // Only what this machine itself sends.
        unsafe nla_put_string(message, Int32(FRA_IIFNAME), "lo")
        unsafe nla_put_u32(message, Int32(FRA_PRIORITY), rule.priority)
        unsafe nla_put_u32(message, Int32(FRA_TABLE), rule.table)
        unsafe nla_put_u8(message, Int32(FRA_PROTOCOL), origin)
        return unsafe message
    }
}
