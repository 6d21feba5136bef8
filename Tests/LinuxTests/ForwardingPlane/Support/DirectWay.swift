import Core

@testable import Linux

/// A direct way of the tests: this node is a correspondent of a mobile node whose home is somewhere else.
enum DirectWay {
    static let own = HomeNetwork.otherLocal
    static let home = "2001:db8:9::9"
    static let careOf = HomeNetwork.mobileCareOf

    static func entry(
        own: String = own, home: String = home, careOf: String = careOf
    ) throws -> RouteOptimizationEntry {
        RouteOptimizationEntry(
            key: RouteOptimizationKey(ownAddress: try .of(own), homeAddress: try .of(home)),
            careOfAddress: try .of(careOf))
    }

    /// A forwarding plane with the direct way, on a node with a route to the care-of address on which packets of `mtu`
    /// octets fit.
    static func withPlane<Result>(mtu: Int = 1500, _ body: (ForwardingPlane) throws -> Result) throws -> Result {
        try HomeNetwork.withPath(mtu: mtu) { plane in
            try plane.setPolicy(acceptsHomeAddresses: true)
            _ = plane.beginRouteOptimization(try entry())
            return try body(plane)
        }
    }

    /// A packet to the home address as it is on the direct way: with a type 2 routing header, to the care-of address.
    static func onTheWay(_ packet: [UInt8], careOf: String = careOf) -> [UInt8] {
        Array(packet[..<4]) + Octets.number(packet.count - 40 + 24, octets: 2) + [43, packet[7]] + packet[8..<24]
            + Octets.address(careOf) + [packet[6], 2, 2, 1, 0, 0, 0, 0] + packet[24..<40] + packet[40...]
    }

    /// A packet from the home address as mobile nodes send it: with a Home Address option, from the care-of address.
    static func withOption(
        _ packet: [UInt8], careOf: String = careOf, options: ([UInt8]) -> [UInt8] = { [1, 2, 0, 0, 0xc9, 16] + $0 }
    ) -> [UInt8] {
        let content = options(Array(packet[8..<24]))
        let header = [packet[6], UInt8((content.count + 2) / 8 - 1)] + content
        return Array(packet[..<4]) + Octets.number(packet.count - 40 + header.count, octets: 2) + [60, packet[7]]
            + Octets.address(careOf) + packet[24..<40] + header + packet[40...]
    }
}
