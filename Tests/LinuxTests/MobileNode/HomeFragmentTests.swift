import Core
import Glibc
import Testing

@testable import Linux

/// What the home agent tunnels in fragments, on a path without room for the outer header (RFC 2473 section 7.1): the kernel
/// puts it together, the daemon gives it back, and it arrives through the loopback interface.
@Suite struct HomeFragmentTests {
    /// A node that gives back what the kernel has put together, as the daemon does.
    private struct Receiver {
        let node: Roaming
        let reassembled: ReassembledTunnel

        /// Lets fragments arrive, and gives back what they make.
        func deliver(_ fragments: [[UInt8]]) {
            for fragment in fragments { node.deliver(fragment) }
            var request = pollfd(fd: reassembled.descriptor, events: Int16(POLLIN), revents: 0)
            #expect(unsafe poll(&request, 1, 10_000) == 1, "the kernel puts them together")
            reassembled.forward(limit: 8)
        }
    }

    private static func withReceiver(_ body: (Receiver) throws -> Void) throws {
        try Roaming.with { node in
            let (loopback, none) = (try interfaceIndex("lo"), LinkLayerAddress(rawValue: 0))
            try node.base.attach(to: loopback, kind: .ethernet(none))
            let kinds = [node.link: ForwardingInterfaceKind.ethernet(none), loopback: .ethernet(none)]
            try node.plane.attach(to: kinds, home: node.interface.index)
            try body(
                Receiver(node: node, reassembled: ReassembledTunnel(plane: node.base, sender: PacketSender())))
        }
    }

    /// The two fragments of a tunnelled packet.
    private static func fragments(_ inner: [UInt8], from source: String = Roaming.homeAgent, number: Int = 7)
        -> [[UInt8]]
    {
        [(inner.prefix(1232), 1), (inner.dropFirst(1232), 1232)].map { part, field in
            let header = [41, 0] + Octets.number(field, octets: 2) + Octets.number(number, octets: 4)
            return Octets.ipv6(from: source, to: Roaming.careOf, next: 44, header + part)
        }
    }

    private static func toHome(_ payload: Int) -> [UInt8] {
        Octets.udp(from: Roaming.correspondent, to: Roaming.home, payload: payload)
    }

    @Test("A program receives what was in them, in whatever order they come", arguments: [false, true])
    func receives(_ isReversed: Bool) throws {
        try Self.withReceiver { receiver in
            let socket = try UDPSocket(Roaming.home)
            let fragments = Self.fragments(Self.toHome(1232))
            receiver.deliver(isReversed ? fragments.reversed() : fragments)
            try #expect(socket.receive() == (0..<1232).map { UInt8(truncatingIfNeeded: $0) })
            #expect(receiver.node.counted == [.mobilePacketsFromTunnel: 1])
            #expect(receiver.node.base.reassembledPackets == 1)
        }
    }

    @Test("What programs are to learn of the sender, they learn, and so does the daemon")
    func reports() throws {
        try Self.withReceiver { receiver in
            receiver.deliver(Self.fragments(Self.toHome(1232)))
            _ = try wait(for: "the report", on: receiver.node.base.ringBufferDescriptor) {
                receiver.node.base.takeAll().first { if case .mobileNode(.tunnelled) = $0 { true } else { false } }
            }
        }
    }

    @Test("Others' come no further than home agents' that are none of the home address")
    func others() throws {
        try Self.withReceiver { receiver in
            let socket = try UDPSocket(Roaming.home)
            receiver.deliver(Self.fragments(Self.toHome(1231), from: Roaming.correspondent))
            receiver.deliver(Self.fragments(Self.toHome(1232), number: 8))
            try #expect(socket.receive().count == 1232)
            #expect(
                receiver.node.counted == [.mobileTunnelWrongHomeAgent: 1, .mobilePacketsFromTunnel: 1])
        }
    }

    @Test("For a home address that is none of this node's, they end at the second look")
    func notForHome() throws {
        try Self.withReceiver { receiver in
            let socket = try UDPSocket(Roaming.home)
            let elsewhere = Octets.udp(from: Roaming.correspondent, to: Roaming.careOf, payload: 1232)
            receiver.deliver(Self.fragments(elsewhere))
            receiver.deliver(Self.fragments(Self.toHome(1232), number: 8))
            _ = try socket.receive()
            #expect(
                receiver.node.base.counted.filter { $0.key == .mobileTunnelNotForHome } == [.mobileTunnelNotForHome: 1])
        }
    }

    @Test("Where no tunnel is open, nothing is given back")
    func noEntrance() throws {
        try Self.withReceiver { receiver in
            try receiver.node.plane.closeEntrance(Roaming.entrance())
            receiver.deliver(Self.fragments(Self.toHome(1232)))
            #expect(receiver.node.base.reassembledPackets == 0)
        }
    }

    @Test("A message of mobility that comes so goes to the daemon whole")
    func mobility() throws {
        try Self.withReceiver { receiver in
            let message: [UInt8] = [59, 154, 3, 0] + [UInt8](repeating: 0, count: 1236)
            let inner = Octets.ipv6(from: Roaming.correspondent, to: Roaming.home, next: 135, message)
            receiver.deliver(Self.fragments(inner))
            let received = try wait(for: "the message", on: receiver.node.base.ringBufferDescriptor) {
                receiver.node.base.punted.first
            }
            #expect(received.octets == Roaming.tunnelled(inner))
        }
    }
}
