import CNetlinkRoute
import Core
import Glibc

/// One way of a unicast IPv6 route as a message of the kernel describes it (RTM_NEWROUTE).
struct RouteRecord: Hashable, Sendable {
    var prefix: IPv6Prefix
    /// The next router; `nil` for a route straight onto the link.
    var nextHop: IPv6Address?
    /// 0 leaves it to the kernel to find the next hop's.
    var interface: InterfaceIndex
}

extension RouteRecord {
    /// Reads libnl's object of type `struct rtnl_route`, one record for each of its next hops.
    static func records(_ route: OpaquePointer) -> [RouteRecord] {
        guard let destination = unsafe rtnl_route_get_dst(route), let prefix = unsafe IPv6Prefix(abstract: destination)
        else { return [] }
        let count = unsafe rtnl_route_get_nnexthops(route)
        return (0..<count).compactMap { number in
            guard let hop = unsafe rtnl_route_nexthop_n(route, number) else { return nil }
            let gateway = unsafe rtnl_route_nh_get_gateway(hop).flatMap { unsafe IPv6Address(abstract: $0) }
            let interface = unsafe UInt32(bitPattern: rtnl_route_nh_get_ifindex(hop))
            return RouteRecord(prefix: prefix, nextHop: gateway, interface: InterfaceIndex(rawValue: interface))
        }
    }
}

extension IPv6Prefix {
    /// Reads libnl's form, `::/0` being one of no octets; `nil` for other kinds of addresses.
    init?(abstract prefix: OpaquePointer) {
        guard unsafe nl_addr_get_family(prefix) == AF_INET6 else { return nil }
        let length = UInt8(truncatingIfNeeded: unsafe nl_addr_get_prefixlen(prefix))
        let address = unsafe IPv6Address(abstract: prefix) ?? IPv6Address(rawValue: 0)
        self.init(address, length: length)
    }
}
