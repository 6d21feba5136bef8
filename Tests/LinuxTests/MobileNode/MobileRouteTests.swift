import Core
import Testing

@testable import Linux

/// A mobile node's packets to and from a correspondent that has a binding (RFC 6275 sections 11.3.1 and 11.3.3).
@Suite struct MobileRouteTests {
    private static func toHome(_ payload: Int, from source: String = Roaming.correspondent) -> [UInt8] {
        Octets.udp(from: source, to: Roaming.home, payload: payload)
    }

    /// As it comes from a correspondent with a binding.
    private static func direct(_ packet: [UInt8]) -> [UInt8] { DirectWay.onTheWay(packet, careOf: Roaming.careOf) }

    private static func withRoute(_ body: (Roaming) throws -> Void) throws {
        try Roaming.with { node in
            try node.plane.beginRoute(Roaming.route())
            try body(node)
        }
    }

    @Test("What a program sends leaves from the care-of address with a Home Address option, else as it is")
    func sends() throws {
        try Self.withRoute { node in
            let capture = try node.capture()
            try UDPSocket(Roaming.home).send(16)
            let frame = try capture.frame { $0[20] == 60 }
            #expect(Array(frame[..<6]) == Roaming.network)
            let packet = Array(frame[14...])
            let header: [UInt8] = [17, 2, 1, 2, 0, 0, 0xc9, 16]
            #expect(Array(packet[8..<24]) == Octets.address(Roaming.careOf))
            #expect(Array(packet[24..<40]) == Octets.address(Roaming.correspondent))
            #expect(Array(packet[40..<64]) == header + Octets.address(Roaming.home))
            let sent = Octets.ipv6(
                from: Roaming.home, to: Roaming.correspondent, next: 17, Array(packet[64...]))
            #expect(Checksum.isRight(in: sent))
            try #expect(node.plane.routeUse(Roaming.route().key)?.packetsSent == 1)
            #expect(node.counted == [.mobilePacketsSentDirectly: 1])
        }
    }

    @Test("Excluded ports, other peers and Mobility Headers go through the home agent; an ended way is none")
    func exceptions() throws {
        try Self.withRoute { node in
            let capture = try node.capture()
            let socket = try UDPSocket(Roaming.home)
            let prefix = try #require(IPv6Prefix("2001:db8:c::/64"))
            try node.plane.exclude([RouteOptimizationExclusion(prefix, port: 53)])
            try socket.send(1, port: 53)
            _ = try capture.frame { $0[20] == 41 }
            try socket.send(1, port: 54)
            _ = try capture.frame { $0[20] == 60 }
            try socket.send(1, to: "2001:db8:c::8")
            _ = try capture.frame { $0[20] == 41 }
            let test = Octets.ipv6(from: Roaming.home, to: Roaming.correspondent, next: 135, [59, 1, 1, 0])
            _ = try PacketSender().send(OutgoingPacket(octets: test, delivery: .routed))
            _ = try capture.frame { $0[20] == 41 }
            try node.plane.exclude([RouteOptimizationExclusion(prefix)])
            try socket.send(1, port: 54)
            _ = try capture.frame { $0[20] == 41 }
            try node.plane.exclude([])
            try socket.send(1, port: 53)
            _ = try capture.frame { $0[20] == 60 }
            try node.plane.endRoute(Roaming.route().key)
            try socket.send(1, port: 53)
            _ = try capture.frame { $0[20] == 41 }
            try #expect(node.plane.routeUse(Roaming.route().key) == nil)
        }
    }

    @Test("A peer that is a mobile node itself, with a binding here, gets a routing header before the option")
    func betweenMobileNodes() throws {
        try Self.withRoute { node in
            let key = RouteOptimizationKey(
                ownAddress: try .of(Roaming.home), homeAddress: try .of(Roaming.correspondent))
            let entry = RouteOptimizationEntry(key: key, careOfAddress: try .of("2001:db8:b::7"))
            #expect(node.base.beginRouteOptimization(entry) == .installed)
            let capture = try node.capture()
            try UDPSocket(Roaming.home).send(16)
            let packet = Array(try capture.frame { $0[20] == 43 }[14...])
            #expect(Array(packet[24..<40]) == Octets.address("2001:db8:b::7"))
            #expect(Array(packet[40..<64]) == [60, 2, 2, 1, 0, 0, 0, 0] + Octets.address(Roaming.correspondent))
            #expect(Array(packet[64..<72]) == [17, 2, 1, 2, 0, 0, 0xc9, 16])
            try node.plane.endRoute(Roaming.route().key)
            try UDPSocket(Roaming.home, port: 6001).send(16)
            let inner = Array(try capture.frame { $0[20] == 41 }[54...])
            #expect(Array(inner[8..<40]) == Octets.address(Roaming.home) + Octets.address("2001:db8:b::7"))
            #expect(inner[6] == 43)
        }
    }

    @Test("What comes with a routing header is received as if it had come to the home address")
    func receives() throws {
        try Self.withRoute { node in
            let socket = try UDPSocket(Roaming.home)
            node.deliver(Self.direct(Self.toHome(21)))
            try #expect(socket.receive().count == 21)
            try #expect(node.plane.routeUse(Roaming.route().key)?.packetsReceived == 1)
            // A binding may outlast what is known of it here.
            node.deliver(Self.direct(Self.toHome(22, from: "2001:db8:c::8")))
            try #expect(socket.receive().count == 22)
            #expect(node.counted == [.mobilePacketsReceivedDirectly: 2])
        }
    }

    @Test("A routing header for another home address, used up, or at a care-of address that is none, is no way in")
    func wrongRoutingHeaders() throws {
        try Self.withRoute { node in
            let socket = try UDPSocket(Roaming.home)
            var usedUp = Self.direct(Self.toHome(1))
            usedUp[43] = 0
            let stranger = Octets.udp(from: Roaming.correspondent, to: "2001:db8:1::200", payload: 2)
            let discovery = Octets.icmpv6(
                from: Roaming.correspondent, to: Roaming.home, type: 136, hopLimit: 255,
                [0x20, 0, 0, 0] + Octets.address(Roaming.homeAgent))
            for packet in [usedUp, Self.direct(stranger), Self.direct(discovery)] { node.deliver(packet) }
            try node.plane.closeEntrance(Roaming.entrance())
            node.deliver(Self.direct(Self.toHome(3)))
            try node.plane.openEntrance(Roaming.entrance())
            node.deliver(Self.direct(Self.toHome(4)))
            try #expect(socket.receive().count == 4)
            #expect(node.base.counters()[.routingHeaderForMobileNode] == 3)
            #expect(node.counted == [.mobileRoutingHeaderMalformed: 1, .mobilePacketsReceivedDirectly: 1])
        }
    }

    @Test("Acknowledgements and prefix advertisements go to the daemon whole, and replies to the care-of address")
    func mobility() throws {
        try Self.withRoute { node in
            let acknowledgement: [UInt8] = [59, 1, 6, 0] + [UInt8](repeating: 0, count: 12)
            let packets = [
                Self.direct(Octets.ipv6(from: Roaming.homeAgent, to: Roaming.home, next: 135, acknowledgement)),
                Self.direct(Octets.icmpv6(from: Roaming.homeAgent, to: Roaming.home, type: 147, [0, 1, 0, 0])),
                Octets.icmpv6(from: Roaming.homeAgent, to: Roaming.careOf, type: 145, [0, 1, 0, 0]),
            ]
            for packet in packets {
                node.deliver(packet)
                let received = try wait(for: "the packet", on: node.base.ringBufferDescriptor) {
                    node.base.punted.first
                }
                #expect(received.octets == packet)
            }
        }
    }

    @Test("An error about a packet that left directly is one about what the program sent")
    func errors() throws {
        try Self.withRoute { node in
            let capture = try node.capture()
            let socket = try UDPSocket(Roaming.home)
            try socket.send(1400)
            let packet = Array(try capture.frame { $0[20] == 60 }[14...])
            node.deliver(
                Octets.icmpv6(
                    from: "2001:db8:a::1", to: Roaming.careOf, type: 2,
                    Octets.number(1400, octets: 4) + packet.prefix(1232)))
            try eventually {
                try socket.send(1400)
                // A fragment of the packet, as the kernel makes it for a path of 1376 octets, and the option.
                let next = try capture.frame { $0[20] == 60 }
                try #require(next.count <= 1400 + 14)
            }
            #expect(node.counted[.mobileRouteErrorsReceived] == 1)
        }
    }

    @Test("That a peer does not know the option is the daemon's matter, and no program's")
    func optionRefused() throws {
        try Self.withRoute { node in
            let capture = try node.capture()
            try UDPSocket(Roaming.home).send(16)
            let packet = Array(try capture.frame { $0[20] == 60 }[14...])
            let error = Octets.icmpv6(
                from: Roaming.correspondent, to: Roaming.careOf, type: 4, code: 2,
                Octets.number(46, octets: 4) + packet)
            node.deliver(error)
            let received = try wait(for: "the error", on: node.base.ringBufferDescriptor) { node.base.punted.first }
            #expect(received.octets == error)
        }
    }

    @Test("An error about a Binding Update goes to the daemon")
    func errorsAboutMobility() throws {
        try Self.withRoute { node in
            let update: [UInt8] = [59, 1, 5, 0] + [UInt8](repeating: 0, count: 12)
            let sent = Octets.ipv6(from: Roaming.careOf, to: Roaming.correspondent, next: 135, update)
            let error = Octets.icmpv6(
                from: Roaming.correspondent, to: Roaming.careOf, type: 4, code: 1, [0, 0, 0, 6] + sent)
            node.deliver(error)
            let received = try wait(for: "the error", on: node.base.ringBufferDescriptor) { node.base.punted.first }
            #expect(received.octets == error)
        }
    }
}
