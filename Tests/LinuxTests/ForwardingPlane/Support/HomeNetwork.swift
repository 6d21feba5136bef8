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
