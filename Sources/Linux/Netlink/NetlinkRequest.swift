import CNetlinkRoute
import Core

/// A message to the kernel's routing tables, and what it is for.
@safe struct NetlinkRequest: ~Copyable {
    /// For an error: "adding the address 2001:db8::1/64 to eth0".
    let purpose: String
    /// libnl's `struct nl_msg`; valid while the value lives; `nil` if libnl could not build it.
    let message: OpaquePointer?

    /// Takes over a message that libnl built.
    init(_ purpose: String, _ message: OpaquePointer?) {
        self.purpose = purpose
        unsafe self.message = message
    }

    deinit {
        if unsafe message != nil {
            unsafe nlmsg_free(message)
        }
    }
}

extension NetlinkRequest {
    /// Asks for every interface.
    static func dumpLinks() -> NetlinkRequest {
        dump("listing the interfaces", RTM_GETLINK, ifinfomsg())
    }

    /// Asks for the IPv6 addresses of every interface.
    static func dumpAddresses() -> NetlinkRequest {
        var header = ifaddrmsg()
        header.ifa_family = UInt8(AF_INET6)
        return dump("listing the IPv6 addresses", RTM_GETADDR, header)
    }

    /// Asks for the IPv6 routes of a table (RT_TABLE_*), or of every one, that `origin` added, or anybody.
    static func dumpRoutes(table: UInt8? = nil, origin: UInt8? = nil) -> NetlinkRequest {
        var header = rtmsg()
        header.rtm_family = UInt8(AF_INET6)
        // The kernel takes zeros for any.
        header.rtm_protocol = origin ?? 0
        header.rtm_table = table ?? 0
        return dump("listing the IPv6 routes", RTM_GETROUTE, header)
    }

    /// Asks for the IPv6 rules that say which routing table is looked at.
    static func dumpRules() -> NetlinkRequest {
        var header = fib_rule_hdr()
        header.family = UInt8(AF_INET6)
        return dump("listing the IPv6 rules", RTM_GETRULE, header)
    }

    /// Asks for the IPv6 neighbors of every interface.
    static func dumpNeighbors() -> NetlinkRequest {
        var header = ndmsg()
        header.ndm_family = UInt8(AF_INET6)
        return dump("listing the IPv6 neighbors", RTM_GETNEIGH, header)
    }

    /// Asks for the IPv6 multicast groups that were joined on every interface.
    static func dumpGroups() -> NetlinkRequest {
        var header = ifaddrmsg()
        header.ifa_family = UInt8(AF_INET6)
        return dump("listing the IPv6 multicast groups", RTM_GETMULTICAST, header)
    }

    /// Asks for a whole table, by a request of `type` (RTM_GET*) with its fixed part.
    static func dump<Header: BitwiseCopyable>(_ purpose: String, _ type: Int, _ header: Header) -> Self {
        let message = unsafe nlmsg_alloc_simple(Int32(type), NLM_F_REQUEST | NLM_F_DUMP)
        var header = header
        if unsafe message != nil {
            unsafe nlmsg_append(message, &header, MemoryLayout<Header>.size, Int32(NLMSG_ALIGNTO))
        }
        return unsafe NetlinkRequest(purpose, message)
    }
}
