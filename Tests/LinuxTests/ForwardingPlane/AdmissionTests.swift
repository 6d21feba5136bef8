import Core
import Testing

@testable import Linux

/// Which mobility packets the daemon is asked to look at: a flood is bounded, and keeps nobody out who renews a binding.
@Suite struct AdmissionTests {
    private typealias Net = HomeNetwork

    private static let stranger = "2001:db8:1::999"
    private static let elsewhere = "2001:db8:d::66"

    /// A Binding Update from `source` for `home`.
    private static func update(from source: String, for home: String, padding: [UInt8] = [1, 2, 0, 0]) -> [UInt8] {
        Octets.ethernet(
            Octets.ipv6(
                from: source, to: Net.homeAgent, next: 60,
                [135, 2] + padding + [0xc9, 16] + Octets.address(home)
                    + [59, 1, 5, 0, 0, 0, 0, 1, 0xc0, 0, 0, 60, 1, 2, 0, 0]))
    }

    /// How many of `frames` the daemon sees.
    private static func admitted(_ plane: ForwardingPlane, _ frames: some Sequence<[UInt8]>) throws -> Int {
        var count = 0
        for frame in frames {
            let verdict = try plane.receive(frame)
            #expect(verdict.action == .drop, "the kernel never sees a mobility packet")
            count += plane.punted.count
        }
        return count
    }

    /// A plane on which so few a second are looked at that the burst is one packet, or two.
    private static func withBounds<Result>(
        inAll: UInt32 = 1, ofSource: UInt32 = 1, _ body: (ForwardingPlane) throws -> Result
    ) throws -> Result {
        try Net.withPlane { plane in
            var limits = RateLimits()
            (limits.bindingUpdates, limits.bindingUpdatesOfSource) = (inAll, ofSource)
            try plane.setPolicy(limits)
            return try body(plane)
        }
    }

    private static func strangers(_ count: Int) -> [[UInt8]] {
        (1...count).map { update(from: "2001:db8:d::\($0)", for: "2001:db8:1::a:\($0)") }
    }

    @Test("One source is bounded; another is not, for that")
    func source() throws {
        try Self.withBounds(inAll: 1_000_000) { plane in
            let flood = [[UInt8]](repeating: Self.update(from: Self.elsewhere, for: Self.stranger), count: 50)
            try #expect(Self.admitted(plane, flood) <= 2)
            #expect(plane.counters()[.mobilitySourceRateLimited] >= 48)
            try #expect(Self.admitted(plane, [Self.update(from: "2001:db8:e::77", for: Self.stranger)]) == 1)
        }
    }

    @Test("All sources together are bounded")
    func inAll() throws {
        try Self.withBounds { plane in
            try #expect(Self.admitted(plane, Self.strangers(50)) <= 2)
            #expect(plane.counters()[.mobilityRateLimited] >= 48)
        }
    }

    @Test("Strangers take nothing from who renews a binding, or moves")
    func classes() throws {
        try Self.withBounds { plane in
            _ = try Self.admitted(plane, Self.strangers(50))
            try #expect(Self.admitted(plane, [Self.update(from: Net.mobileCareOf, for: Net.mobile)]) == 1)
            try #expect(Self.admitted(plane, [Self.update(from: Self.elsewhere, for: Net.mobile)]) == 1, "it moves")
            let forged = (1...50).map { Self.update(from: "2001:db8:d::\($0)", for: Net.mobile) }
            try #expect(Self.admitted(plane, forged) <= 1)
            try #expect(Self.admitted(plane, [Self.update(from: Net.secondCareOf, for: Net.second)]) == 1)
        }
    }

    @Test("Who renews a binding at a correspondent is in no stranger's way either")
    func correspondents() throws {
        try Self.withBounds { plane in
            let entry = try DirectWay.entry(own: Net.homeAgent, home: Self.stranger, careOf: Self.elsewhere)
            _ = plane.beginRouteOptimization(entry)
            _ = try Self.admitted(plane, Self.strangers(50))
            try #expect(Self.admitted(plane, [Self.update(from: Self.elsewhere, for: Self.stranger)]) == 1)
            try #expect(
                Self.admitted(plane, [Self.update(from: "2001:db8:d::67", for: Self.stranger)]) == 1, "it moves")
        }
    }

    /// A thousand updates from networks, a hundred of which are one site's, for home addresses.
    private static func flood(networks: Int, homeAddresses: Int) -> [[UInt8]] {
        (0..<1_000).map {
            let network = $0 % networks
            return update(
                from: "2001:db8:f\(network / 100):\(network % 100)::\($0 + 1)",
                for: "2001:db8:1::b:\($0 % homeAddresses + 1)")
        }
    }

    @Test("Who floods from a few networks, or for a few home addresses, keeps nobody out who comes for the first time")
    func shares() throws {
        for flood in [
            Self.flood(networks: 5, homeAddresses: 1_000), Self.flood(networks: 500, homeAddresses: 1_000),
            Self.flood(networks: 1_000, homeAddresses: 5),
        ] {
            try Self.withBounds(inAll: 1_000, ofSource: 1_000_000) { plane in
                _ = try Self.admitted(plane, flood)
                #expect(plane.counters()[.mobilityRateLimited] > 0, "they are limited")
                let limited = plane.counters()[.mobilityRateLimited]
                for number in 1...20 {
                    let newcomer = Self.update(from: "2001:db8:e\(number)::1", for: "2001:db8:1::c:\(number)")
                    try #expect(Self.admitted(plane, [newcomer]) == 1)
                }
                for frame in flood.prefix(100) { _ = try plane.receive(frame) }
                #expect(plane.counters()[.mobilityRateLimited] > limited, "and they still are")
            }
        }
    }

    @Test("Who forges a care-of address with other home addresses does not use up what the mobile node there has")
    func forgedSource() throws {
        try Self.withBounds(inAll: 1_000_000) { plane in
            let forged = (1...50).map { Self.update(from: Net.mobileCareOf, for: "2001:db8:1::a:\($0)") }
            try #expect(Self.admitted(plane, forged) <= 2)
            try #expect(Self.admitted(plane, [Self.update(from: Net.mobileCareOf, for: Net.mobile)]) == 1)
        }
    }

    @Test("A mobile node that is home again says so without an option")
    func returning() throws {
        try Self.withBounds { plane in
            _ = try Self.admitted(plane, Self.strangers(50))
            let update = Octets.ipv6(
                from: Net.mobile, to: Net.homeAgent, next: 135, [59, 1, 5, 0, 0, 0, 0, 1, 0xc0, 0, 0, 0, 1, 2, 0, 0])
            try #expect(Self.admitted(plane, [Octets.ethernet(update)]) == 1)
        }
    }

    @Test(
        "The home address is found behind any padding",
        arguments: [[0, 0, 0, 0], [1, 0, 1, 0], [1, 1, 0, 0], [1, 2, 0, 0]])
    func padding(_ padding: [UInt8]) throws {
        try Self.withBounds { plane in
            _ = try Self.admitted(plane, Self.strangers(50))
            let update = Self.update(from: Net.mobileCareOf, for: Net.mobile, padding: padding)
            try #expect(Self.admitted(plane, [update]) == 1)
        }
    }

    @Test("Who renews a binding is looked at before those who came earlier")
    func renewalsFirst() throws {
        try Net.withPlane { plane in
            let renewal = Self.update(from: Net.mobileCareOf, for: Net.mobile)
            for frame in Self.strangers(3) + [renewal] { _ = try plane.receive(frame) }
            var packets: [[UInt8]] = []
            plane.consume(limit: 2) { packets.append($0.receivedPacket?.octets ?? []) }
            plane.consume(limit: 10) { packets.append($0.receivedPacket?.octets ?? []) }
            #expect(packets == ([renewal] + Self.strangers(3)).map { Array($0.dropFirst(14)) })
        }
    }

    @Test("While a quarter of the ring is taken, only who renews a binding is let in")
    func crowd() throws {
        try Net.withPlane { plane in
            let large = Octets.ethernet(
                Octets.ipv6(
                    from: Self.elsewhere, to: Net.homeAgent, next: 135, [UInt8](repeating: 0, count: 2008)))
            for _ in 0..<2_000 { _ = try plane.receive(large) }
            let refused = plane.counters()[.mobilityCrowdedOut]
            #expect(refused > 0)
            #expect(plane.counters()[.ringBufferFull] == 0)
            _ = try plane.receive(Self.update(from: Net.mobileCareOf, for: Net.mobile))
            #expect(plane.counters()[.mobilityCrowdedOut] == refused)
            #expect(plane.counters()[.mobilityPacketsPunted] == 2_001 - refused)
        }
    }

    @Test("Without bounds set, all are let in")
    func unbounded() throws {
        try Net.withPlane { plane in
            try #expect(Self.admitted(plane, Self.strangers(50)) == 50)
        }
    }
}
