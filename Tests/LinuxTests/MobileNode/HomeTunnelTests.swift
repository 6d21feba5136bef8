import Core
import Testing

@testable import Linux

/// A mobile node's packets through its home agent (RFC 6275 sections 11.3.1 and 11.3.2).
@Suite struct HomeTunnelTests {
    private static func toHome(
        _ payload: Int = 16, from source: String = Roaming.correspondent, trafficClass: UInt8 = 0
    ) -> [UInt8] {
        Octets.udp(from: source, to: Roaming.home, trafficClass: trafficClass, payload: payload)
    }

    @Test(
        "What a program sends leaves in the tunnel, to the router, from the home address if it has no other",
        arguments: [ForwardingPlane.AttachmentMethod.automatic, .clsact])
    func sends(_ method: ForwardingPlane.AttachmentMethod) throws {
        try Roaming.with(method: method) { node in
            let capture = try node.capture()
            for address in ["::", Roaming.home] {
                let socket = try UDPSocket(address)
                try socket.send(16)
                let frame = try capture.frame { $0[20] == 41 }
                #expect(Array(frame[..<6]) == Roaming.network)
                let outer = Array(frame[14..<54])
                #expect(
                    outer[4...] == Octets.ipv6(from: Roaming.careOf, to: Roaming.homeAgent, next: 41, length: 64)[4...])
                let inner = Array(frame[54...])
                #expect(Array(inner[8..<24]) == Octets.address(Roaming.home))
                #expect(outer[..<4] == inner[..<4])
            }
            #expect(node.counted == [.mobilePacketsTunnelled: 2])
        }
    }

    @Test("A socket that is bound to the care-of address sends from it, and without a tunnel")
    func careOfAddress() throws {
        try Roaming.with { node in
            let capture = try node.capture()
            let socket = try UDPSocket(Roaming.careOf)
            try socket.send(16)
            let frame = try capture.frame { $0[20] == 17 }
            #expect(Array(frame[22..<38]) == Octets.address(Roaming.careOf))
            #expect(node.counted.isEmpty)
        }
    }

    @Test("What the daemon sends goes by its source: from the care-of address as it is, from home through the tunnel")
    func daemonPackets() throws {
        try Roaming.with { node in
            let capture = try node.capture()
            let sender = try PacketSender()
            let direct = Octets.ipv6(from: Roaming.careOf, to: Roaming.homeAgent, next: 135, [59, 1, 5, 0])
            #expect(sender.send(OutgoingPacket(octets: direct, delivery: .routed)) == .sent)
            #expect(sender.send(OutgoingPacket(octets: direct, delivery: .link(node.link))) == .sent)
            for _ in 0..<2 { _ = try capture.frame { $0[20] == 135 } }
            let test = Octets.ipv6(from: Roaming.home, to: Roaming.correspondent, next: 135, [59, 1, 1, 0])
            #expect(sender.send(OutgoingPacket(octets: test, delivery: .routed)) == .sent)
            let frame = try capture.frame { $0[20] == 41 }
            #expect(Array(frame[54...]) == test)
        }
    }

    @Test("What comes through the tunnel is received, and what it met of congestion is handed on")
    func receives() throws {
        try Roaming.with { node in
            let socket = try UDPSocket(Roaming.home)
            node.deliver(Roaming.tunnelled(Self.toHome(33, trafficClass: 2)))
            try #expect(socket.receive().count == 33)
            #expect(node.counted == [.mobilePacketsFromTunnel: 1])
        }
    }

    @Test("Nobody else may tunnel to the home address, and neither may neighbor discovery come so")
    func others() throws {
        try Roaming.with { node in
            let socket = try UDPSocket(Roaming.home)
            node.deliver(Roaming.tunnelled(Self.toHome(1), from: Roaming.correspondent))
            let advertisement = Octets.icmpv6(
                from: Roaming.homeAgent, to: Roaming.home, type: 136, hopLimit: 255,
                [0x20, 0, 0, 0] + Octets.address(Roaming.homeAgent))
            node.deliver(Roaming.tunnelled(advertisement))
            node.deliver(Roaming.tunnelled(Self.toHome(2, from: "fe80::9")))
            node.deliver(Array(Roaming.tunnelled(Self.toHome(3)).dropLast(8)))
            node.deliver(Roaming.tunnelled(Self.toHome(4)))
            try #expect(socket.receive().count == 4)
            #expect(
                node.counted == [
                    .mobileTunnelWrongHomeAgent: 1, .mobileTunnelInnerNeighborDiscovery: 1,
                    .mobileTunnelInnerMalformed: 2, .mobilePacketsFromTunnel: 1,
                ])
        }
    }

    @Test("A closed entrance takes nothing; of two home agents each has its own")
    func entrances() throws {
        try Roaming.with { node in
            var other = try Roaming.entrance()
            other.homeAgentAddress = try .of("2001:db8:1::2")
            try node.plane.openEntrance(other)
            try node.plane.closeEntrance(Roaming.entrance())
            node.deliver(Roaming.tunnelled(Self.toHome(1)))
            let socket = try UDPSocket(Roaming.home)
            node.deliver(Roaming.tunnelled(Self.toHome(2), from: "2001:db8:1::2"))
            try #expect(socket.receive().count == 2)
            #expect(node.counted == [.mobileTunnelWrongHomeAgent: 1, .mobilePacketsFromTunnel: 1])
        }
    }

    @Test("Messages of mobility that come through the tunnel, and errors about them, go to the daemon whole")
    func mobility() throws {
        try Roaming.with { node in
            let test: [UInt8] = [59, 2, 3, 0] + [UInt8](repeating: 0, count: 20)
            let asked = Octets.ipv6(from: Roaming.home, to: Roaming.correspondent, next: 135, test)
            let packets = [
                Octets.ipv6(from: Roaming.correspondent, to: Roaming.home, next: 135, test),
                Octets.icmpv6(from: Roaming.correspondent, to: Roaming.home, type: 4, code: 1, [0, 0, 0, 6] + asked),
                Octets.icmpv6(from: Roaming.homeAgent, to: Roaming.home, type: 147, [0, 1, 0, 0]),
            ].map { Roaming.tunnelled($0) }
            for packet in packets {
                node.deliver(packet)
                let received = try wait(for: "the packet", on: node.base.ringBufferDescriptor) {
                    node.base.punted.first
                }
                #expect(received.octets == packet)
                #expect(received.interface == node.link)
            }
        }
    }

    @Test("The daemon is told who sends through the tunnel, once, but not of the home agent")
    func reports() throws {
        try Roaming.with { node in
            let socket = try UDPSocket(Roaming.home)
            for source in [Roaming.homeAgent, Roaming.correspondent, Roaming.correspondent] {
                node.deliver(Roaming.tunnelled(Self.toHome(from: source)))
                _ = try socket.receive()
            }
            let keys = node.base.takeAll().compactMap { event -> MobileRouteKey? in
                if case .mobileNode(.tunnelled(let key)) = event { key } else { nil }
            }
            try #expect(keys == [Roaming.route().key])
        }
    }

    @Test("Without a tunnel nothing leaves from the home address; an idle one is no program's choice")
    func noTunnel() throws {
        try Roaming.with { node in
            try node.plane.endTunnel(homeAddress: .of(Roaming.home))
            let socket = try UDPSocket(Roaming.home)
            try socket.send(16)
            #expect(node.counted == [.mobileNoTunnel: 1])
            try #expect(IPv6Address.source(towards: .of(Roaming.correspondent), on: nil) == .of(Roaming.home))
            try node.place(.idle)
            try #expect(IPv6Address.source(towards: .of(Roaming.correspondent), on: nil) == .of(Roaming.careOf))
            try socket.send(16)
            #expect(node.counted == [.mobileNoTunnel: 2])
        }
    }

    @Test("A packet that the path has no room for is told to the program; its error is about what it sent")
    func packetTooBig() throws {
        try Roaming.with { node in
            let capture = try node.capture()
            let socket = try UDPSocket(Roaming.home)
            try socket.send(1400)
            let frame = try capture.frame { $0[20] == 41 }
            let error = Octets.icmpv6(
                from: "2001:db8:a::1", to: Roaming.careOf, type: 2,
                Octets.number(1400, octets: 4) + frame[14...].prefix(1232))
            node.deliver(error)
            // The kernel tells the socket's next packet; from then on it is fragments of 1360 octets that are tunnelled.
            try eventually {
                try socket.send(1400)
                let next = try capture.frame { $0[20] == 41 }
                try #require(next.count <= 1400 + 14)
            }
            #expect(node.base.counters()[.packetTooBigLearned] == 1)
        }
    }

    @Test("On a link with the least MTU what every link carries leaves in fragments of the tunnelled packet")
    func fragments() throws {
        try Roaming.with(mtu: 1280) { node in
            let capture = try node.capture()
            let socket = try UDPSocket(Roaming.home)
            try socket.send(1232)
            let first = try capture.frame { $0[20] == 44 }
            let second = try capture.frame { $0[20] == 44 }
            let inner = Array(first[62...] + second[62...])
            #expect(inner.count == 1280)
            #expect(Checksum.isRight(in: inner))
        }
    }
}
