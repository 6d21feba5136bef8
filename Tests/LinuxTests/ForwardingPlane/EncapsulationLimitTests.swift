import Core
import Testing

@testable import Linux

/// The Tunnel Encapsulation Limit option (RFC 2473 section 4.1.1).
@Suite struct EncapsulationLimitTests {
    private typealias Net = HomeNetwork

    private static func options(_ limit: UInt8) -> [UInt8] { [41, 0, 4, 1, limit, 1, 1, 0] }
    private static let innermost = Octets.udp(from: "2001:db8:d::1", to: "2001:db8:d::2")

    /// A packet of another tunnel to a mobile node, with destination options.
    private static func packet(
        _ options: [UInt8], from source: String = Net.correspondent, to home: String = Net.mobile
    ) -> [UInt8] {
        Octets.ipv6(from: source, to: home, next: 60, options + innermost)
    }

    private static func forwarded(_ packet: [UInt8]) -> [UInt8] {
        var packet = packet
        packet[7] -= 1
        return packet
    }

    @Test("The limit goes along with the packet, less one", arguments: [1, 4, 255] as [UInt8])
    func carriesOn(_ limit: UInt8) throws {
        try Net.withPlane { plane in
            let packet = Self.packet(Self.options(limit))
            let outer = Octets.ipv6(
                from: Net.homeAgent, to: Net.mobileCareOf, next: 60, Self.options(limit - 1) + Self.forwarded(packet))
            try expectPassed(plane, Octets.ethernet(packet), as: Octets.ethernet(outer))
            #expect(plane.counted == [.packetsTunnelled: 1])
        }
    }

    @Test("It is found behind padding and other options, and there only")
    func find() throws {
        try Net.withPlane { plane in
            let behind = Self.packet([41, 1, 0, 1, 2, 0, 0, 0x1e, 1, 7, 4, 1, 9, 1, 1, 0])
            let found = try plane.receive(Octets.ethernet(behind))
            #expect(Array(found.packet[40..<48]) == Self.options(8))
            for options: [UInt8] in [
                [41, 0, 1, 4, 4, 1, 0, 0], [41, 0, 4, 2, 0, 0, 1, 0], [41, 0, 0, 0, 0, 0, 0, 4],
            ] {
                let packet = Self.packet(options)
                let outer = Octets.ipv6(from: Net.homeAgent, to: Net.mobileCareOf, next: 41, Self.forwarded(packet))
                try expectPassed(plane, Octets.ethernet(packet), as: Octets.ethernet(outer))
            }
        }
    }

    @Test("A limit of 0 is answered with Parameter Problem, which points to it")
    func reached() throws {
        try Net.withPlane { plane in
            let packet = Self.packet(Self.options(0))
            let verdict = try plane.receive(Octets.ethernet(packet))
            let error = Octets.icmpv6(
                from: Net.homeAgent, to: Net.correspondent, type: 4, Octets.number(44, octets: 4) + packet)
            let frame = Octets.ethernet(to: Frame.peer, from: Frame.host, error)
            #expect(verdict == Verdict(action: .redirect, frame: frame))
            #expect(plane.counted == [.tunnelEncapsulationLimitReached: 1])
        }
    }

    @Test("A mobile node is told through its tunnel")
    func reachedBetweenMobileNodes() throws {
        try Net.withPlane { plane in
            let packet = Self.packet(Self.options(0), from: Net.mobile, to: Net.second)
            let verdict = try plane.receive(
                Octets.ethernet(Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 41, packet)))
            let error = Octets.icmpv6(
                from: Net.homeAgent, to: Net.mobile, type: 4, Octets.number(44, octets: 4) + packet)
            let told = Octets.ipv6(from: Net.homeAgent, to: Net.mobileCareOf, next: 41, error)
            #expect(verdict == Verdict(action: .pass, frame: Octets.ethernet(told)))
        }
    }

    @Test("It goes along between mobile nodes too")
    func betweenMobileNodes() throws {
        try Net.withPlane { plane in
            let packet = Self.packet(Self.options(7), from: Net.mobile, to: Net.second)
            let frame = Octets.ethernet(Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 41, packet))
            let outer = Octets.ipv6(
                from: Net.homeAgent, to: Net.secondCareOf, next: 60, Self.options(6) + Self.forwarded(packet))
            try expectPassed(plane, frame, as: Octets.ethernet(outer))
            #expect(plane.counted == [.packetsReverseTunnelled: 1, .packetsBetweenMobileNodes: 1])
        }
    }

    @Test("Its header counts for what fits the path")
    func packetTooBig() throws {
        try Net.withPath(mtu: 1400) { plane in
            let data = Octets.udp(from: "2001:db8:d::1", to: "2001:db8:d::2", payload: 1353 - 40 - 8 - 48)
            let packet = Octets.ipv6(from: Net.correspondent, to: Net.mobile, next: 60, Self.options(3) + data)
            let verdict = try plane.receive(Octets.ethernet(packet))
            #expect(Array(verdict.packet[40..<48].dropFirst(4)) == Octets.number(1352, octets: 4))
        }
    }

    @Test("A tunnel with a limit is taken apart like any other")
    func decapsulates() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.correspondent)
            let tunnelled = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 60, Self.options(4) + inner)
            try expectPassed(plane, Octets.ethernet(tunnelled), as: Octets.ethernet(inner))
            let spoofed = Octets.ipv6(from: Net.secondCareOf, to: Net.homeAgent, next: 60, Self.options(4) + inner)
            try expectDropped(plane, Octets.ethernet(spoofed), for: .reverseTunnelWrongCareOfAddress)
        }
    }

    @Test("One with other options, and one of the operator's, is the kernel's")
    func leaves() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.correspondent)
            let others = [
                Octets.ipv6(
                    from: Net.mobileCareOf, to: Net.homeAgent, next: 60, [41, 0, 0x1e, 1, 7, 1, 1, 0] + inner),
                Octets.ipv6(from: Net.mobileCareOf, to: Net.otherLocal, next: 60, Self.options(4) + inner),
            ]
            for packet in others {
                try expectUntouched(plane, Octets.ethernet(packet))
            }
        }
    }

    @Test("A loop is found behind a limit too")
    func loop() throws {
        try Net.withPlane { plane in
            let ours = Octets.ipv6(from: Net.homeAgent, to: "2001:db8:d::3", next: 41, Self.innermost)
            let packet = Octets.ipv6(from: Net.correspondent, to: Net.mobile, next: 60, Self.options(4) + ours)
            try expectDropped(plane, Octets.ethernet(packet), for: .tunnelLoop)
        }
    }
}
