import Core
import Testing

@testable import Linux

/// ICMPv6 errors about what left directly for another mobile node: with a type 2 routing header to it, and a Home Address
/// option of this one (RFC 6275 sections 6.3, 9.3.4 and 11.3.5).
@Suite struct PeerErrorTests {
    private static let peerCareOf = "2001:db8:b::7"
    private static let router = "2001:db8:a::1"

    /// As a program sent it.
    private static func packet(_ payload: Int = 100) -> [UInt8] {
        Octets.udp(from: Roaming.home, to: Roaming.correspondent, payload: payload)
    }

    /// As it left.
    private static func onTheWay(
        _ packet: [UInt8], careOf: String = Roaming.careOf, peerCareOf: String = peerCareOf
    ) -> [UInt8] {
        DirectWay.onTheWay(DirectWay.withOption(packet, careOf: careOf), careOf: peerCareOf)
    }

    private static func error(_ type: UInt8, _ code: UInt8 = 0, body: Int = 0, about quoted: [UInt8]) -> [UInt8] {
        Octets.ethernet(
            Octets.icmpv6(
                from: router, to: Roaming.careOf, type: type, code: code,
                Octets.number(body, octets: 4) + quoted.prefix(1232)))
    }

    /// The same as who sent the packet is to see it.
    private static func told(_ type: UInt8, _ code: UInt8 = 0, body: Int = 0, about packet: [UInt8] = packet())
        -> Verdict
    {
        Verdict(
            action: .pass,
            frame: Octets.ethernet(
                Octets.icmpv6(
                    from: router, to: Roaming.home, type: type, code: code,
                    Octets.number(body, octets: 4) + packet.prefix(1184))))
    }

    private static func entry() throws -> RouteOptimizationEntry {
        RouteOptimizationEntry(
            key: RouteOptimizationKey(ownAddress: try .of(Roaming.home), homeAddress: try .of(Roaming.correspondent)),
            careOfAddress: try .of(peerCareOf))
    }

    /// A node with direct ways both ways to another one.
    private static func withPeer(_ body: (Roaming) throws -> Void) throws {
        try Roaming.with { node in
            try node.plane.beginRoute(Roaming.route())
            try #expect(node.base.beginRouteOptimization(entry()) == .installed)
            try body(node)
        }
    }

    @Test(
        "The program is told as if its packet had gone from home to home", arguments: [(1, 0), (1, 3), (3, 0), (3, 1)])
    func translated(_ type: UInt8, _ code: UInt8) throws {
        try Self.withPeer { node in
            let verdict = try node.receive(Self.error(type, code, about: Self.onTheWay(Self.packet())))
            #expect(verdict == Self.told(type, code))
            #expect(node.counted[.mobileRouteErrorsReceived] == 1)
            let reported = node.base.takeAll().compactMap { event -> RouteOptimizationEntry? in
                if case .routeOptimizationUnreachable(let entry) = event { entry } else { nil }
            }
            try #expect(reported == (type == 1 ? [Self.entry()] : []), "the peer's binding may have to end")
        }
    }

    @Test("A quote that ends early, or is as long as it may be, stays so", arguments: [8, 1300])
    func lengths(_ payload: Int) throws {
        try Self.withPeer { node in
            let packet = Self.packet(payload)
            try #expect(node.receive(Self.error(1, 3, about: Self.onTheWay(packet))) == Self.told(1, 3, about: packet))
        }
    }

    @Test("A Packet Too Big is told without both headers, and the next packet fits the path to the octet")
    func packetTooBig() throws {
        try Self.withPeer { node in
            let packet = Self.packet(1400)
            try #expect(
                node.receive(Self.error(2, body: 1420, about: Self.onTheWay(packet)))
                    == Self.told(2, body: 1372, about: packet))
            let capture = try node.capture()
            let socket = try UDPSocket(Roaming.home)
            try socket.send(1372 - 48)
            try #expect(capture.frame { $0[20] == 43 }.count == 1420 + 14)
            try #expect(
                node.receive(Self.error(2, body: 600, about: Self.onTheWay(packet)))
                    == Self.told(2, body: 1280, about: packet))
        }
    }

    @Test("A pointer points to the same octet; into the routing header, the peer cannot be reached")
    func parameterProblems() throws {
        try Self.withPeer { node in
            let quoted = Self.onTheWay(Self.packet())
            try #expect(node.receive(Self.error(4, 0, body: 90, about: quoted)) == Self.told(4, 0, body: 42))
            try #expect(node.receive(Self.error(4, 0, body: 42, about: quoted)) == Self.told(1, 3))
        }
    }

    @Test("That the peer does not know the option is the daemon's matter, and no program's")
    func optionRefused() throws {
        try Self.withPeer { node in
            let frame = Self.error(4, 2, body: 70, about: Self.onTheWay(Self.packet()))
            try #expect(node.receive(frame).action == .drop)
            #expect(node.base.punted.map(\.octets) == [Array(frame[14...])])
        }
    }

    @Test("What is about no such way, or damaged, or ends too early, is the kernel's")
    func notOurs() throws {
        try Self.withPeer { node in
            var damaged = Self.error(1, about: Self.onTheWay(Self.packet()))
            damaged[160] ^= 1
            let others = [
                damaged, Self.error(1, about: Self.onTheWay(Self.packet(), peerCareOf: "2001:db8:b::8")),
                Self.error(1, about: Self.onTheWay(Self.packet(), careOf: "2001:db8:a::6")),
                Self.error(1, about: Array(Self.onTheWay(Self.packet()).prefix(84))),
                Self.error(
                    1,
                    about: Self.onTheWay(Octets.udp(from: Roaming.home, to: "2001:db8:c::8"))),
            ]
            for other in others {
                try #expect(node.receive(other) == Verdict(action: .pass, frame: other))
            }
            #expect(node.counted.isEmpty)
        }
    }

    @Test("A program hears of it")
    func heard() throws {
        try Self.withPeer { node in
            let capture = try node.capture()
            let socket = try UDPSocket(Roaming.home)
            try socket.send(1400)
            let packet = Array(try capture.frame { $0[20] == 43 }[14...])
            node.deliver(Array(Self.error(2, body: 1400, about: packet)[14...]))
            try eventually {
                try socket.send(1400)
                // A fragment of the packet, as the kernel makes it for a path of 1352 octets, and both headers.
                let next = try capture.frame { $0[20] == 43 }
                try #require(next.count <= 1400 + 14)
            }
        }
    }
}

extension Roaming {
    /// Runs the program for what arrives on one frame.
    fileprivate func receive(_ frame: [UInt8]) throws -> Verdict {
        try base.run(plane.object.program("haos_mobile_ethernet"), frame)
    }
}
