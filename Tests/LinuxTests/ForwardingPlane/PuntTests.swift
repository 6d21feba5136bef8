import Core
import Testing

@testable import Linux

/// Mobility packets for this node, which go to the daemon and nowhere else.
@Suite struct PuntTests {
    private typealias Net = HomeNetwork

    /// A Binding Update without options but padding.
    private static let update: [UInt8] = [59, 1, 5, 0, 0, 0, 0, 1, 0xc0, 0, 0, 60, 1, 2, 0, 0]
    private static let homeAddressOption: [UInt8] = [1, 2, 0, 0, 0xc9, 16] + Octets.address(Net.mobile)

    private static func mobility(
        from source: String = Net.mobileCareOf, to destination: String = Net.homeAgent
    ) -> [UInt8] {
        Octets.ipv6(from: source, to: destination, next: 135, update)
    }

    @Test("A mobility packet is handed over whole, with its interface and its frame's source")
    func plain() throws {
        try Net.withPlane { plane in
            try expectPunted(plane, Self.mobility())
            try expectPunted(plane, Self.mobility(to: Net.otherLocal))
            #expect(plane.counted == [.mobilityPacketsPunted: 2])
        }
    }

    @Test("Extension headers before it are walked")
    func extensionHeaders() throws {
        try Net.withPlane { plane in
            let hopByHop: [UInt8] = [60, 0, 1, 4, 0, 0, 0, 0]
            let options: [UInt8] = [43, 2] + [1, 4, 0, 0, 0, 0] + [1, 14] + [UInt8](repeating: 0, count: 14)
            let usedUpRouting: [UInt8] = [60, 2, 0, 0, 0, 0, 0, 0] + Octets.address(Net.homeAgent)
            let homeAddress = [135, 2] + Self.homeAddressOption
            let packet = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 0,
                hopByHop + options + usedUpRouting + homeAddress + Self.update)
            try expectPunted(plane, packet)
        }
    }

    @Test("What a link padded it with is left out")
    func padded() throws {
        try Net.withPlane { plane in
            let packet = Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 135, [59, 0, 0, 0, 0, 0, 0, 0])
            _ = try plane.receive(Octets.ethernet(packet + [0, 0, 0]))
            #expect(plane.punted.map(\.octets) == [packet])
        }
    }

    @Test("In transit, to a bound home address or to groups, it is no business of the daemon's")
    func transit() throws {
        try Net.withPlane { plane in
            try expectUntouched(plane, Octets.ethernet(Self.mobility(to: "2001:db8:e::1")))
            try expectUntouched(plane, Octets.ethernet(Self.mobility(to: "ff02::1")))
            try expectUntouched(plane, Octets.ethernet(to: Frame.stranger, Self.mobility()))
            let toMobile = try plane.receive(Octets.ethernet(Self.mobility(to: Net.mobile)))
            #expect(toMobile.packet[6] == 41)
            #expect(plane.punted.isEmpty)
        }
    }

    @Test("A packet on its way to somewhere else by a routing header is the kernel's")
    func unusedRoutingHeader() throws {
        try Net.withPlane { plane in
            let routing: [UInt8] = [135, 2, 0, 1, 0, 0, 0, 0] + Octets.address(Net.mobile)
            let packet = Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 43, routing + Self.update)
            try expectUntouched(plane, Octets.ethernet(packet))
        }
    }

    @Test("Fragments, and other protocols behind a Home Address option, are the kernel's")
    func others() throws {
        try Net.withPlane { plane in
            let fragment = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 44, [135, 0, 0, 1, 0, 0, 0, 1] + Self.update)
            try expectUntouched(plane, Octets.ethernet(fragment))
            let echo = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 60,
                [58, 2] + Self.homeAddressOption + [128, 0, 0, 0, 0, 1, 0, 1])
            try expectUntouched(plane, Octets.ethernet(echo))
        }
    }

    @Test("A fragment that is the whole packet is as if it were none (RFC 6946), wherever it is")
    func wholeFragment() throws {
        try Net.withPlane { plane in
            func header(_ next: UInt8) -> [UInt8] { [next, 0, 0, 0, 0, 0, 0, 1] }
            let option = [2] + Self.homeAddressOption
            let packets = [
                Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 44, header(135) + Self.update),
                Octets.ipv6(
                    from: Net.mobileCareOf, to: Net.homeAgent, next: 60, [44] + option + header(135) + Self.update),
                Octets.ipv6(
                    from: Net.mobileCareOf, to: Net.homeAgent, next: 44, header(60) + [135] + option + Self.update),
            ]
            for packet in packets { try expectPunted(plane, packet) }
        }
    }

    @Test("More extension headers than anyone sends end the walk, as does one that is cut off")
    func endlessWalk() throws {
        try Net.withPlane { plane in
            let padding: [UInt8] = [60, 0, 1, 4, 0, 0, 0, 0]
            let last: [UInt8] = [135, 0, 1, 4, 0, 0, 0, 0]
            let eight = Array([[UInt8]](repeating: padding, count: 7).joined()) + last
            try expectPunted(
                plane, Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 60, eight + Self.update))
            let nine = Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 60, padding + eight + Self.update)
            try expectUntouched(plane, Octets.ethernet(nine), counted: [.mobilityPacketsPunted: 1])
            let cut = Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 60, [135, 200, 1, 4])
            try expectPunted(plane, Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 135, Self.update))
            try expectUntouched(
                plane, Octets.ethernet(Array(cut.prefix(42))), counted: [.mobilityPacketsPunted: 2])
        }
    }

    @Test("The longest is 2048 octets; a longer one is dropped, as is one that is shorter than it says")
    func lengths() throws {
        try Net.withPlane { plane in
            let longest = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 135, [UInt8](repeating: 0, count: 2008))
            try expectPunted(plane, longest)
            let longer = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 135, [UInt8](repeating: 0, count: 2016))
            try expectDropped(plane, Octets.ethernet(longer), for: .puntTooLong)
            let cut = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 135, length: 17, Self.update)
            try expectDropped(plane, Octets.ethernet(cut), for: .puntFailed)
            #expect(plane.punted.isEmpty)
        }
    }

    @Test("An address counts as this node's from when it is set until it is not")
    func localAddresses() throws {
        try Net.withPlane { plane in
            let added = "2001:db8:1::2"
            try expectUntouched(plane, Octets.ethernet(Self.mobility(to: added)))
            try plane.setLocalAddresses([try .of(added)], homeAgentAddresses: [])
            try expectPunted(plane, Self.mobility(to: added))
            try expectUntouched(plane, Octets.ethernet(Self.mobility()), counted: [.mobilityPacketsPunted: 1])
        }
    }

    @Test("At most as many packets come at a time as are asked for, and none is lost by it")
    func limit() throws {
        try Net.withPlane { plane in
            let packets = (1...5).map { Self.mobility(from: "2001:db8:a::\($0)") }
            for packet in packets {
                _ = try plane.receive(Octets.ethernet(packet))
            }
            var rounds: [[[UInt8]]] = []
            for limit in [2, 0, 1, 10] {
                var round: [[UInt8]] = []
                plane.consume(limit: limit) { round.append($0.receivedPacket?.octets ?? []) }
                rounds.append(round)
            }
            #expect(rounds == [Array(packets[0...1]), [], [packets[2]], Array(packets[3...4])])
        }
    }

    @Test("What finds the ring buffer full is counted, and it works again once there is room")
    func ringBufferFull() throws {
        try Net.withPlane { plane in
            let packet = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 60,
                [135, 2] + Self.homeAddressOption + [UInt8](repeating: 0, count: 1984))
            let frame = Octets.ethernet(packet)
            var sent: UInt64 = 0
            while plane.counters()[.ringBufferFull] == 0, sent < 10_000 {
                #expect(try plane.receive(frame).action == .drop)
                sent += 1
            }
            #expect(plane.counted == [.mobilityPacketsPunted: sent - 1, .ringBufferFull: 1])
            var received: UInt64 = 0
            plane.consume(limit: .max) { _ in received += 1 }
            #expect(received == sent - 1)
            try expectPunted(plane, packet)
        }
    }
}
