import CNetlinkRoute
import Core
import Management

extension RouteEntry {
    /// Reads a message of the kernel (RTM_NEWROUTE), an entry for each of its ways; `nil` for any other.
    static func read(
        _ header: UnsafeMutablePointer<nlmsghdr>, _ names: [InterfaceIndex: String]
    ) -> [RouteEntry]? {
        unsafe NetlinkObject.with(header) { route in
            let kind = unsafe rtnl_route_get_type(route)
            let number = unsafe rtnl_route_get_protocol(route)
            let isLocal = unsafe rtnl_route_get_table(route) == UInt32(RT_TABLE_LOCAL.rawValue)
            let metric = unsafe rtnl_route_get_priority(route)
            return unsafe RouteRecord.records(route).map { way in
                RouteEntry(
                    prefix: way.prefix,
                    source: isLocal ? .local : source(number, isDirect: way.nextHop == nil && kind == RTN_UNICAST),
                    action: action(kind), metric: metric, nextHop: way.nextHop, interface: names[way.interface] ?? "",
                    routingProtocol: protocols[number] ?? "protocol \(number)")
            }
        }
    }

    private static func source(_ number: UInt8, isDirect: Bool) -> Source {
        switch Int32(number) {
        case Int32(KernelMark.origin): .static
        case RTPROT_RA: .routerAdvertisement
        case RTPROT_KERNEL where isDirect: .connected
        default: .kernel
        }
    }

    private static func action(_ kind: UInt8) -> Action {
        switch kind {
        case RTN_LOCAL, RTN_ANYCAST: .receive
        case RTN_BLACKHOLE: .blackhole
        case RTN_UNREACHABLE: .unreachable
        case RTN_PROHIBIT: .prohibit
        default: .forward
        }
    }

    /// The words that `ip route` has for them, and ours.
    private static let protocols: [UInt8: String] = [
        1: "redirect", 2: "kernel", 3: "boot", 4: "static", 9: "ra", 11: "zebra", 12: "bird", 16: "dhcp",
        18: "keepalived", 42: "babel", KernelMark.origin: "haos", 186: "bgp", 187: "isis", 188: "ospf", 189: "rip",
        192: "eigrp",
    ]
}

/// The kernel's numbers of kinds of routes, as they are in messages.
private let (RTN_UNICAST, RTN_LOCAL, RTN_ANYCAST): (UInt8, UInt8, UInt8) = (1, 2, 4)
private let (RTN_BLACKHOLE, RTN_UNREACHABLE, RTN_PROHIBIT): (UInt8, UInt8, UInt8) = (6, 7, 8)
