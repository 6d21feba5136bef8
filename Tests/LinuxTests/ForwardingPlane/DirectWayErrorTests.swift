import Core
import Testing

@testable import Linux

/// ICMPv6 errors about what this node sent to a care-of address with a type 2 routing header (RFC 6275 section 9.3.4).
@Suite struct DirectWayErrorTests {
    private typealias Net = HomeNetwork

    private static let router = "2001:db8:e::1"

    private static func packet(_ payload: Int = 100, home: String = DirectWay.home) -> [UInt8] {
        Octets.udp(from: DirectWay.own, to: home, payload: payload)
    }

    private static func error(
        _ type: UInt8, _ code: UInt8 = 0, body: Int = 0, about packet: [UInt8] = packet(),
        careOf: String = DirectWay.careOf, to destination: String = DirectWay.own
    ) -> [UInt8] {
        let quote = DirectWay.onTheWay(packet, careOf: careOf).prefix(1232)
        return Octets.icmpv6(
            from: router, to: destination, type: type, code: code, Octets.number(body, octets: 4) + quote)
    }

    /// The same as who sent the packet is to see it.
    private static func told(_ type: UInt8, _ code: UInt8 = 0, body: Int = 0, about packet: [UInt8] = packet())
        -> [UInt8]
    {
        Octets.icmpv6(
            from: router, to: DirectWay.own, type: type, code: code,
            Octets.number(body, octets: 4) + packet.prefix(1208))
    }

    private static func unreachable(_ plane: ForwardingPlane) -> [RouteOptimizationEntry] {
        plane.takeAll().compactMap { if case .routeOptimizationUnreachable(let entry) = $0 { entry } else { nil } }
    }

    @Test(
        "The sender is told as if the packet had gone to the home address; of an unreachable one the daemon is told too",
        arguments: [(1, 0, true), (1, 3, true), (3, 0, false), (3, 1, false)] as [(UInt8, UInt8, Bool)])
    func translated(_ type: UInt8, _ code: UInt8, _ isUnreachable: Bool) throws {
        try DirectWay.withPlane { plane in
            let frame = Octets.ethernet(Self.error(type, code))
            try expectPassed(plane, frame, as: Octets.ethernet(Self.told(type, code)))
            try #expect(Self.unreachable(plane) == (isUnreachable ? [DirectWay.entry()] : []))
            #expect(plane.counters()[.routeOptimizationErrorsReceived] == 1)
        }
    }

    @Test("A quote that ends early, or is as long as it may be, stays so", arguments: [8, 1300])
    func lengths(_ payload: Int) throws {
        try DirectWay.withPlane { plane in
            let packet = Self.packet(payload)
            try expectPassed(
                plane, Octets.ethernet(Self.error(1, 3, about: packet)),
                as: Octets.ethernet(Self.told(1, 3, about: packet)))
        }
    }

    @Test("A Packet Too Big is learnt from, and told without the routing header")
    func packetTooBig() throws {
        try DirectWay.withPlane { plane in
            let packet = Self.packet(1400)
            try expectPassed(
                plane, Octets.ethernet(Self.error(2, body: 1420, about: packet)),
                as: Octets.ethernet(Self.told(2, body: 1396, about: packet)))
            #expect(plane.counted == [.routeOptimizationErrorsReceived: 1, .packetTooBigLearned: 1])
            let verdict = try plane.send(Octets.ethernet(Self.packet(1396 - 47)))
            #expect(Array(verdict.packet[44..<48]) == Octets.number(1396, octets: 4))
            try #expect(plane.send(Octets.ethernet(Self.packet(1396 - 48))).packet.count == 1420)
            try #expect(plane.beginRouteOptimization(DirectWay.entry()) == .installed)
            try #expect(plane.send(Octets.ethernet(Self.packet(1396 - 47))).packet[40] == 2, "it is the same path")
            _ = plane.beginRouteOptimization(try DirectWay.entry(careOf: Net.secondCareOf))
            try #expect(plane.send(Octets.ethernet(Self.packet(1396 - 47))).packet[6] == 43, "it is another path")
        }
    }

    @Test("Nobody is asked to send less than every link carries")
    func leastMTU() throws {
        try DirectWay.withPlane { plane in
            let packet = Self.packet(1400)
            try expectPassed(
                plane, Octets.ethernet(Self.error(2, body: 600, about: packet)),
                as: Octets.ethernet(Self.told(2, body: 1280, about: packet)))
        }
    }

    @Test("A pointer points to the same octet; to the routing header, it says that there is no way to the home address")
    func parameterProblem() throws {
        try DirectWay.withPlane { plane in
            try expectPassed(
                plane, Octets.ethernet(Self.error(4, 1, body: 66)), as: Octets.ethernet(Self.told(4, 1, body: 42)))
            try expectPassed(
                plane, Octets.ethernet(Self.error(4, 0, body: 7)), as: Octets.ethernet(Self.told(4, 0, body: 7)))
            #expect(Self.unreachable(plane).isEmpty)
            try expectPassed(
                plane, Octets.ethernet(Self.error(4, 0, body: 42)), as: Octets.ethernet(Self.told(1, 3, body: 0)))
            try #expect(Self.unreachable(plane) == [DirectWay.entry()])
        }
    }

    @Test("What is about no direct way, or damaged, or ends too early, is the kernel's")
    func notOurs() throws {
        try DirectWay.withPlane { plane in
            var damaged = Self.error(1)
            damaged[130] ^= 1
            let others = [
                damaged, Self.error(1, careOf: Net.secondCareOf), Self.error(1, to: Net.homeAgent),
                Self.error(1, about: Self.packet(home: "2001:db8:9::a")),
                Octets.icmpv6(
                    from: Self.router, to: DirectWay.own, type: 1,
                    [0, 0, 0, 0] + DirectWay.onTheWay(Self.packet()).prefix(60)),
                Octets.icmpv6(from: Self.router, to: DirectWay.own, type: 1, [0, 0, 0, 0] + Self.packet()),
            ]
            for other in others {
                try expectUntouched(plane, Octets.ethernet(other))
            }
        }
    }

    @Test("Who forges errors is bounded")
    func bounds() throws {
        try DirectWay.withPlane { plane in
            var limits = RateLimits()
            (limits.bindingUpdates, limits.bindingUpdatesOfSource) = (1, 1)
            try plane.setPolicy(acceptsHomeAddresses: true, limits)
            for _ in 1...50 { _ = try plane.receive(Octets.ethernet(Self.error(1, 3))) }
            #expect(Self.unreachable(plane).count <= 2)
            #expect(plane.counters()[.wayReportsRateLimited] >= 48)
        }
    }
}
