import Core
import Testing

@testable import Linux

/// Packets to the link-local address that a mobile node registered with the L bit (RFC 6275 section 10.4.2).
@Suite struct LinkLocalTests {
    private typealias Net = HomeNetwork
    private static let linkLocal = "fe80::100"

    private static func withDefense(_ body: (ForwardingPlane) throws -> Void) throws {
        try Net.withPlane { plane in
            try plane.describeLoopback()
            try plane.beginNeighborProxy(Net.target(linkLocal), source: .of(Net.homeAgent))
            try body(plane)
        }
    }

    private static func error(about packet: [UInt8], to source: String) -> [UInt8] {
        Octets.icmpv6(from: Net.homeAgent, to: source, type: 1, code: 3, [0, 0, 0, 0] + packet.prefix(1232))
    }

    @Test("They are answered: the address cannot be reached", arguments: ["fe80::9", Net.correspondent], [16, 1400])
    func answers(_ source: String, _ payload: Int) throws {
        try Self.withDefense { plane in
            let packet = Octets.udp(from: source, to: Self.linkLocal, payload: payload)
            let verdict = try plane.receive(Octets.ethernet(packet))
            let frame = Octets.ethernet(
                to: Frame.peer, from: Frame.host, Self.error(about: packet, to: source))
            #expect(verdict == Verdict(action: .redirect, frame: frame))
            #expect(plane.counted == [.linkLocalUnreachable: 1])
        }
    }

    @Test("This node's own programs are answered too")
    func answersItself() throws {
        try Self.withDefense { plane in
            let packet = Octets.udp(from: "fe80::1", to: Self.linkLocal)
            let verdict = try plane.send(Octets.ethernet(to: Frame.stranger, packet))
            let frame = Octets.ethernet(to: Frame.host, from: Frame.host, Self.error(about: packet, to: "fe80::1"))
            #expect(verdict == Verdict(action: .redirect, frame: frame))
        }
    }

    @Test("Padding of the frame is not quoted")
    func padding() throws {
        try Self.withDefense { plane in
            let packet = Octets.udp(from: "fe80::9", to: Self.linkLocal, payload: 1)
            let verdict = try plane.receive(Octets.ethernet(packet + [0, 0, 0, 0, 0]))
            #expect(verdict.packet == Self.error(about: packet, to: "fe80::9"))
        }
    }

    @Test("A source that no answer could reach gets none, nor does an error", arguments: ["::", "ff02::1"])
    func silence(_ source: String) throws {
        try Self.withDefense { plane in
            let frame = Octets.ethernet(Octets.udp(from: source, to: Self.linkLocal))
            try expectDropped(plane, frame, for: .linkLocalSourceNotUnicast)
            let error = Octets.icmpv6(from: "fe80::9", to: Self.linkLocal, type: 1, [0, 0, 0, 0])
            #expect(try plane.receive(Octets.ethernet(error)).action == .drop)
            #expect(plane.counters()[.errorNotAllowed] == 1)
        }
    }

    @Test("Other link-local addresses are the kernel's business")
    func others() throws {
        try Self.withDefense { plane in
            try expectUntouched(plane, Octets.ethernet(Octets.udp(from: "fe80::9", to: "fe80::101")))
            plane.endNeighborProxy(try Net.target(Self.linkLocal))
            try expectUntouched(plane, Octets.ethernet(Octets.udp(from: "fe80::9", to: Self.linkLocal)))
        }
    }
}
