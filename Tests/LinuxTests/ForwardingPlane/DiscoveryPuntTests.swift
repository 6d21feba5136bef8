import Core
import Testing

@testable import Linux

/// What mobile nodes ask by ICMPv6, which goes to the daemon and nowhere else.
@Suite struct DiscoveryPuntTests {
    private typealias Net = HomeNetwork

    /// An address that is shared with other home agents (RFC 2526).
    private static let anycast = "2001:db8:1:0:fdff:ffff:ffff:fffe"
    private static let homeAddressOption: [UInt8] = [1, 2, 0, 0, 0xc9, 16] + Octets.address(Net.mobile)

    private static func request(_ type: UInt8 = 144, to destination: String = anycast) -> [UInt8] {
        Octets.icmpv6(from: Net.mobileCareOf, to: destination, type: type, [0x55, 0xaa, 0, 0])
    }

    private static func withAnycast(_ body: (ForwardingPlane) throws -> Void) throws {
        try Net.withPlane { plane in
            try plane.setLocalAddresses(
                [try .of(anycast), try .of(Net.homeAgent)], homeAgentAddresses: [try .of(Net.homeAgent)])
            try body(plane)
        }
    }

    @Test("A question for home agents, to the anycast address, is handed over whole")
    func addressDiscovery() throws {
        try Self.withAnycast { plane in
            try expectPunted(plane, Self.request())
            #expect(plane.counted == [.discoveryPacketsPunted: 1])
        }
    }

    @Test("A question for prefixes is, with its Home Address option and without")
    func prefixSolicitation() throws {
        try Self.withAnycast { plane in
            let message: [UInt8] = [146, 0, 0, 0, 0x77, 0x77, 0, 0]
            try expectPunted(
                plane,
                Octets.ipv6(
                    from: Net.mobileCareOf, to: Net.homeAgent, next: 60, [58, 2] + Self.homeAddressOption + message))
            try expectPunted(plane, Self.request(146, to: Net.homeAgent))
        }
    }

    @Test("To other addresses, and of other types, it is the kernel's")
    func others() throws {
        try Self.withAnycast { plane in
            for type: UInt8 in [128, 143, 145, 147] {
                try expectUntouched(plane, Octets.ethernet(Self.request(type)))
            }
            try expectUntouched(plane, Octets.ethernet(Self.request(to: "2001:db8:e:0:fdff:ffff:ffff:fffe")))
            try expectUntouched(plane, Octets.ethernet(Self.request(to: "ff02::1")))
            let cut = Array(Self.request().prefix(44))
            try expectUntouched(plane, Octets.ethernet(cut))
        }
    }

    @Test("Out of the tunnel of a mobile node it comes without the frame's source, which is a router's")
    func tunnelled() throws {
        try Self.withAnycast { plane in
            let inner = Octets.icmpv6(from: Net.mobile, to: Self.anycast, type: 144, [0x55, 0xaa, 0, 0])
            let outer = Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 41, inner)
            let verdict = try plane.receive(Octets.ethernet(outer))
            #expect(verdict.action == .drop)
            #expect(
                plane.punted == [ReceivedPacket(interface: Net.loopback, linkLayerSource: nil, octets: inner)])
        }
    }

    @Test("A flood of them leaves half of the ring buffer to who renews a binding")
    func flood() throws {
        try Self.withAnycast { plane in
            let frame = Octets.ethernet(Self.request())
            var sent: UInt64 = 0
            while plane.counters()[.discoveryCrowdedOut] == 0, sent < 100_000 {
                _ = try plane.receive(frame)
                sent += 1
            }
            #expect(plane.counted == [.discoveryPacketsPunted: sent - 1, .discoveryCrowdedOut: 1])
            let message: [UInt8] = [59, 1, 5, 0, 0, 0, 0, 1, 0xc0, 0, 0, 60, 1, 2, 0, 0]
            let update = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 60, [135, 2] + Self.homeAddressOption + message)
            _ = try plane.receive(Octets.ethernet(update))
            #expect(plane.counters()[.mobilityPacketsPunted] == 1)
        }
    }
}
