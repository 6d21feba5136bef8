import Core
import Testing

@testable import Linux

/// Interfaces without link-layer header, and what the kernel does with the packets that come out of the programs.
@Suite struct Layer3Tests {
    private typealias Net = HomeNetwork

    /// A home agent between two layer-3 interfaces: the correspondent's side, and the one the care-of addresses are on.
    private func withHomeAgent(
        accessMTU: Int = 1500,
        _ body: (_ plane: ForwardingPlane, _ wide: borrowing TunnelInterface, _ access: borrowing TunnelInterface)
            throws
            -> Void
    ) throws {
        try Net.withPlane { plane in
            let wide = try TunnelInterface("wan0")
            let access = try TunnelInterface("access0", mtu: accessMTU)
            try writeFile("/proc/sys/net/ipv6/conf/all/forwarding", "1")
            for command in [
                "address add \(Net.homeAgent)/128 dev lo", "route add 2001:db8:c::/64 dev wan0",
                "route add 2001:db8:a::/47 dev access0", "route add 2001:db8:1::/64 dev wan0",
            ] {
                try run("ip -6 \(command)")
            }
            try plane.attach(to: wide.index, kind: .layer3)
            try plane.attach(to: access.index, kind: .layer3)
            try body(plane, wide, access)
        }
    }

    private static func forwarded(_ packet: [UInt8], hops: UInt8 = 1) -> [UInt8] {
        var packet = packet
        packet[7] -= hops
        return packet
    }

    @Test("A packet goes out tunnelled, and its answer comes back, each one hop further")
    func thereAndBack() throws {
        try withHomeAgent { plane, wide, access in
            let request = Octets.udp(from: Net.correspondent, to: Net.mobile, trafficClass: 0xb8, flowLabel: 9)
            try wide.receive(request)
            let tunnelled = try access.sent()
            let outer = Octets.ipv6(
                from: Net.homeAgent, to: Net.mobileCareOf, next: 41, hopLimit: 63, trafficClass: 0xb8, flowLabel: 9,
                Self.forwarded(request))
            #expect(tunnelled == outer)

            let answer = Octets.udp(from: Net.mobile, to: Net.correspondent)
            try access.receive(Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 41, answer))
            let decapsulated = try wide.sent()
            #expect(decapsulated == Self.forwarded(answer))
            #expect(plane.counted == [.packetsTunnelled: 1, .packetsReverseTunnelled: 1])
        }
    }

    @Test(
        "What goes directly leaves through the interface of the care-of address, and what comes is the home address's")
    func directly() throws {
        try withHomeAgent { plane, wide, access in
            try run("ip -6 route add 2001:db8:9::/64 dev wan0 src \(Net.homeAgent)")
            try plane.setPolicy(acceptsHomeAddresses: true)
            _ = plane.beginRouteOptimization(try DirectWay.entry(own: Net.homeAgent))
            let packet = Octets.udp(from: Net.homeAgent, to: DirectWay.home)
            #expect(try PacketSender().send(OutgoingPacket(octets: packet, delivery: .routed)) == .sent)
            let sent = try access.sent()
            #expect(sent == DirectWay.onTheWay(packet))

            // The kernel answers who asked: the answer goes directly again.
            let request = Octets.icmpv6(from: DirectWay.home, to: Net.homeAgent, type: 128, [0, 1, 0, 1])
            try access.receive(DirectWay.withOption(request))
            let reply = try access.sent()
            #expect(reply[6] == 43 && Array(reply[24..<40]) == Octets.address(DirectWay.careOf))
            #expect(plane.counted == [.routeOptimizedPacketsSent: 2, .routeOptimizedPacketsReceived: 1])
        }
    }

    @Test("Mobile node to mobile node")
    func relay() throws {
        try withHomeAgent { plane, wide, access in
            let packet = Octets.udp(from: Net.mobile, to: Net.second)
            try access.receive(Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 41, packet))
            let relayed = try access.sent()
            let expected = Octets.ipv6(
                from: Net.homeAgent, to: Net.secondCareOf, next: 41, hopLimit: 63, Self.forwarded(packet))
            #expect(relayed == expected)
        }
    }

    @Test("Packet Too Big goes back out of the interface, with the narrow interface's room")
    func packetTooBig() throws {
        try withHomeAgent(accessMTU: 1400) { plane, wide, access in
            let packet = Octets.udp(from: Net.correspondent, to: Net.mobile, payload: 1361 - 48)
            try wide.receive(packet)
            let answer = try wide.sent()
            let expected = Octets.icmpv6(
                from: Net.homeAgent, to: Net.correspondent, type: 2,
                Octets.number(1360, octets: 4) + packet.prefix(1232))
            #expect(answer == expected)
            #expect(Checksum.isRight(in: answer))
            #expect(plane.counted == [.packetTooBigSent: 1])
        }
    }

    @Test("To a mobile node Packet Too Big goes through its tunnel")
    func packetTooBigToMobileNode() throws {
        try withHomeAgent(accessMTU: 1400) { plane, wide, access in
            let inner = Octets.udp(from: Net.second, to: Net.mobile, payload: 1361 - 48)
            try access.receive(Octets.ipv6(from: Net.secondCareOf, to: Net.homeAgent, next: 41, inner))
            let answer = try access.sent()
            let error = Octets.icmpv6(
                from: Net.homeAgent, to: Net.second, type: 2, Octets.number(1360, octets: 4) + inner.prefix(1192))
            #expect(answer == Octets.ipv6(from: Net.homeAgent, to: Net.secondCareOf, next: 41, hopLimit: 63, error))
        }
    }

    @Test("The kernel answers a used up hop limit with Time Exceeded")
    func timeExceeded() throws {
        try withHomeAgent { plane, wide, access in
            let packet = Octets.udp(from: Net.correspondent, to: Net.mobile, hopLimit: 1)
            try wide.receive(packet)
            let answer = try wide.sent()
            #expect(Array(answer[40..<42]) == [3, 0])
            #expect(Array(answer[24..<40]) == Octets.address(Net.correspondent))
            #expect(Array(answer[48...]) == packet)
            #expect(plane.counted == [.tunnelHopLimitExceeded: 1])
        }
    }

    @Test("Mobility packets have no link-layer source, and neighbors are not answered")
    func punt() throws {
        try withHomeAgent { plane, wide, access in
            let target = NeighborTarget(interface: wide.index, address: try .of(Net.mobile))
            try plane.beginNeighborProxy(target, source: .of(Net.homeAgent))
            try wide.receive(
                Octets.icmpv6(
                    from: "fe80::9", to: "ff02::1:ff00:100", type: 135, hopLimit: 255,
                    [0, 0, 0, 0] + Octets.address(Net.mobile)))
            let update = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 135,
                [59, 1, 5, 0, 0, 0, 0, 1, 0xc0, 0, 0, 60, 1, 2, 0, 0])
            try access.receive(update)
            let packets = try wait(for: "the punted packet", on: plane.ringBufferDescriptor) {
                let punted = plane.punted
                return punted.isEmpty ? nil : punted
            }
            #expect(packets == [ReceivedPacket(interface: access.index, linkLayerSource: nil, octets: update)])
            #expect(plane.counted == [.mobilityPacketsPunted: 1])
        }
    }
}
