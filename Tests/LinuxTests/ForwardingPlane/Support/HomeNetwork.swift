import Core

@testable import Linux

/// The addresses of the tests: a home agent, two mobile nodes that are away, and a correspondent.
enum HomeNetwork {
    static let homeAgent = "2001:db8:1::1"
    static let otherLocal = "2001:db8:f::1"
    static let mobile = "2001:db8:1::100"
    static let mobileCareOf = "2001:db8:a::5"
    static let second = "2001:db8:1::200"
    static let secondCareOf = "2001:db8:b::7"
    static let correspondent = "2001:db8:c::9"
    static let loopback = InterfaceIndex(rawValue: 1)
    static let roomForBindings: UInt32 = 8

    /// A forwarding plane in a network namespace of its own, with both mobile nodes' tunnels and this node's addresses,
    /// and nothing attached.
    static func withPlane<Result>(_ body: (ForwardingPlane) throws -> Result) throws -> Result {
        try withNetworkNamespace {
            let plane = try ForwardingPlane(maximumBindings: roomForBindings)
            try plane.setLocalAddresses(
                [try .of(homeAgent), try .of(otherLocal)], homeAgentAddresses: [try .of(homeAgent)])
            _ = plane.install(try tunnel(of: mobile, to: mobileCareOf))
            _ = plane.install(try tunnel(of: second, to: secondCareOf))
            return try body(plane)
        }
    }

    static func tunnel(of home: String, to careOf: String, from agent: String = homeAgent) throws -> ForwardingEntry {
        ForwardingEntry(
            homeAddress: try .of(home), careOfAddress: try .of(careOf), homeAgentAddress: try .of(agent))
    }

    static func target(_ address: String) throws -> NeighborTarget {
        NeighborTarget(interface: loopback, address: try .of(address))
    }
}

extension HomeNetwork {
    /// As `withPlane`, with a route to the care-of addresses on which packets of `mtu` octets fit. A route's MTU counts
    /// for packets that are forwarded only when it is locked.
    static func withPath<Result>(mtu: Int, _ body: (ForwardingPlane) throws -> Result) throws -> Result {
        try withPlane { plane in
            try run("ip link add wan0 type veth peer name wan1")
            for command in [
                "ip link set wan0 up", "ip link set wan1 up", "ip -6 address add 2001:db8:f::1/64 dev wan0 nodad",
                "ip -6 route add 2001:db8:a::/47 via 2001:db8:f::2 dev wan0 mtu lock \(mtu)",
            ] {
                try run(command)
            }
            try writeFile("/proc/sys/net/ipv6/conf/all/forwarding", "1")
            return try body(plane)
        }
    }
}
