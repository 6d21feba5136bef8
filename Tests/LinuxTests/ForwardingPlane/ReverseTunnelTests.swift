import Core
import Testing

@testable import Linux

/// Packets that mobile nodes send through their tunnel (RFC 6275 section 10.4.5).
@Suite struct ReverseTunnelTests {
    private typealias Net = HomeNetwork

    private static func tunnel(
        _ inner: [UInt8], from careOf: String = Net.mobileCareOf, to agent: String = Net.homeAgent,
        trafficClass: UInt8 = 0
    ) -> [UInt8] {
        Octets.ethernet(Octets.ipv6(from: careOf, to: agent, next: 41, trafficClass: trafficClass, inner))
    }

    @Test("A tunnelled packet of a mobile node is decapsulated, its hop limit left to the kernel")
    func decapsulates() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.correspondent, trafficClass: 0xb8, flowLabel: 7)
            let verdict = try plane.receive(Self.tunnel(inner))
            #expect(verdict == Verdict(action: .pass, frame: Octets.ethernet(inner)))
            #expect(plane.counted == [.packetsReverseTunnelled: 1])
            let counters = plane.bindingCounters(homeAddress: try .of(Net.mobile))
            #expect(
                counters
                    == BindingCounters(
                        packetsTunnelled: 0, octetsTunnelled: 0, packetsReverseTunnelled: 1,
                        octetsReverseTunnelled: UInt64(inner.count)))
        }
    }

    @Test("An inner source without a binding is dropped")
    func unknownHomeAddress() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: "2001:db8:1::300", to: Net.correspondent)
            try expectDropped(plane, Self.tunnel(inner), for: .reverseTunnelUnknownHomeAddress)
        }
    }

    @Test("The outer source has to be the care-of address of the inner source")
    func wrongCareOfAddress() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.correspondent)
            for source in [Net.secondCareOf, Net.mobile, "2001:db8:a::6"] {
                try expectDropped(plane, Self.tunnel(inner, from: source), for: .reverseTunnelWrongCareOfAddress)
            }
        }
    }

    @Test("The outer destination has to be the address that the mobile node registered with")
    func wrongHomeAgentAddress() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.correspondent)
            let frame = Self.tunnel(inner, to: Net.otherLocal)
            try expectDropped(plane, frame, for: .reverseTunnelWrongHomeAgentAddress)
        }
    }

    @Test("After a move only the new care-of address is right")
    func move() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.correspondent)
            #expect(plane.install(try Net.tunnel(of: Net.mobile, to: "2001:db8:a2::6")) == .installed)
            try expectDropped(plane, Self.tunnel(inner), for: .reverseTunnelWrongCareOfAddress)
            try expectPassed(plane, Self.tunnel(inner, from: "2001:db8:a2::6"), as: Octets.ethernet(inner))
        }
    }

    /// Another version, a length past the tunnelled packet's end, and too few octets for a header.
    private static var malformed: [[UInt8]] {
        var version = Octets.udp(from: Net.mobile, to: Net.correspondent)
        version[0] = 0x45
        let long = Octets.ipv6(
            from: Net.mobile, to: Net.correspondent, next: 17, length: 25, [UInt8](repeating: 0, count: 24))
        let short = Array(Octets.ipv6(from: Net.mobile, to: Net.correspondent, next: 59).dropLast())
        return [version, long, short, []]
    }

    @Test("What is in the tunnel has to be an IPv6 packet")
    func malformed() throws {
        try Net.withPlane { plane in
            for inner in Self.malformed {
                try expectDropped(plane, Self.tunnel(inner), for: .reverseTunnelInnerMalformed)
            }
        }
    }

    @Test("A tunnelled packet that was cut short on its way is malformed too")
    func truncated() throws {
        try Net.withPlane { plane in
            let frame = Self.tunnel(Octets.udp(from: Net.mobile, to: Net.correspondent))
            try expectDropped(plane, frame.dropLast(), for: .reverseTunnelInnerMalformed)
        }
    }

    @Test("Tunnels of the operator's own to another address of this node are the kernel's")
    func foreignTunnel() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: "2001:db8:d::1", to: Net.correspondent)
            try expectUntouched(plane, Self.tunnel(inner, from: "2001:db8:d::2", to: Net.otherLocal))
            for inner in Self.malformed {
                try expectUntouched(plane, Self.tunnel(inner, to: Net.otherLocal))
            }
        }
    }

    @Test("Tunnels in transit are nobody's business")
    func transit() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.correspondent)
            try expectUntouched(plane, Self.tunnel(inner, to: "2001:db8:e::1"))
        }
    }

    @Test("An address that is no longer this node's ends its tunnels")
    func localAddressGone() throws {
        try Net.withPlane { plane in
            try plane.setLocalAddresses([try .of(Net.otherLocal)], homeAgentAddresses: [])
            try expectUntouched(plane, Self.tunnel(Octets.udp(from: Net.mobile, to: Net.correspondent)))
        }
    }

    @Test(
        "Link-local traffic stays on its link", arguments: ["fe80::1", "febf::1", "ff02::1", "ff01::1", "ff12::5"])
    func linkLocal(_ destination: String) throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: destination)
            try expectDropped(plane, Self.tunnel(inner), for: .reverseTunnelInnerLinkLocal)
        }
    }

    @Test(
        "Multicast of a wider scope, and unicast that only looks link-local, come out",
        arguments: ["ff0e::9", "fec0::1"])
    func widerScope(_ destination: String) throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: destination)
            try expectPassed(plane, Self.tunnel(inner), as: Octets.ethernet(inner))
        }
    }

    @Test("Neighbor discovery in a tunnel would pass for a neighbor's", arguments: 133...137 as ClosedRange<UInt8>)
    func neighborDiscovery(_ type: UInt8) throws {
        try Net.withPlane { plane in
            let body = [UInt8](repeating: 0, count: 28)
            let plain = Octets.icmpv6(from: Net.mobile, to: Net.homeAgent, type: type, hopLimit: 255, body)
            try expectDropped(plane, Self.tunnel(plain), for: .reverseTunnelInnerNeighborDiscovery)
            let hidden = Octets.ipv6(
                from: Net.mobile, to: Net.homeAgent, next: 60, hopLimit: 255,
                [58, 0, 1, 4, 0, 0, 0, 0] + plain.dropFirst(40))
            try expectDropped(plane, Self.tunnel(hidden), for: .reverseTunnelInnerNeighborDiscovery)
        }
    }

    @Test("Other packets for this node come out: an echo request, say")
    func toHomeAgent() throws {
        try Net.withPlane { plane in
            let inner = Octets.icmpv6(from: Net.mobile, to: Net.homeAgent, type: 128, [0, 1, 0, 1])
            try expectPassed(plane, Self.tunnel(inner), as: Octets.ethernet(inner))
        }
    }

    @Test("A tunnel to this node inside of the tunnel is dropped, one to elsewhere comes out")
    func nested() throws {
        try Net.withPlane { plane in
            let innermost = Octets.udp(from: Net.second, to: Net.correspondent)
            let here = Octets.ipv6(from: Net.mobile, to: Net.homeAgent, next: 41, innermost)
            try expectDropped(plane, Self.tunnel(here), for: .reverseTunnelNested)
            let elsewhere = Octets.ipv6(from: Net.mobile, to: Net.correspondent, next: 41, innermost)
            try expectPassed(plane, Self.tunnel(elsewhere), as: Octets.ethernet(elsewhere))
        }
    }

    @Test("Congestion met in the tunnel is handed on, and without a way to do so the packet is lost (RFC 6040)")
    func congestion() throws {
        try Net.withPlane { plane in
            let capable = Octets.udp(from: Net.mobile, to: Net.correspondent, trafficClass: 0xba)
            let marked = Octets.udp(from: Net.mobile, to: Net.correspondent, trafficClass: 0xbb)
            try expectPassed(plane, Self.tunnel(capable, trafficClass: 0x03), as: Octets.ethernet(marked))
            try expectPassed(plane, Self.tunnel(capable, trafficClass: 0x02), as: Octets.ethernet(capable))

            let incapable = Octets.udp(from: Net.mobile, to: Net.correspondent, trafficClass: 0xb8)
            let verdict = try plane.receive(Self.tunnel(incapable, trafficClass: 0x03))
            #expect(verdict.action == .drop)
            #expect(plane.counted == [.packetsReverseTunnelled: 3, .reverseTunnelCongestionLost: 1])
        }
    }

    /// RFC 6040 figure 4: the field of the inner packet, by those that arrive; rows inner, columns outer; `nil` is a loss.
    private static let congestionFields: [[UInt8?]] = [
        [0, 0, 0, nil], [1, 1, 1, 3], [2, 1, 2, 3], [3, 3, 3, 3],
    ]

    @Test("The field for congestion comes out as RFC 6040 section 4.2 has it", arguments: 0..<4, 0..<4)
    func congestionField(inner: Int, outer: Int) throws {
        try Net.withPlane { plane in
            let packet = Octets.udp(from: Net.mobile, to: Net.correspondent, trafficClass: UInt8(0xb8 | inner))
            let verdict = try plane.receive(Self.tunnel(packet, trafficClass: UInt8(outer)))
            if let field = Self.congestionFields[inner][outer] {
                let expected = Octets.udp(from: Net.mobile, to: Net.correspondent, trafficClass: 0xb8 | field)
                #expect(verdict == Verdict(action: .pass, frame: Octets.ethernet(expected)))
            } else {
                #expect(verdict.action == .drop)
            }
        }
    }

    @Test("A mobility packet for this node in the tunnel goes to the daemon, without its frame's source")
    func mobility() throws {
        try Net.withPlane { plane in
            let header: [UInt8] = [59, 1, 1, 0, 0, 0, 0, 0] + [1, 2, 3, 4, 5, 6, 7, 8]
            let inner = Octets.ipv6(from: Net.mobile, to: Net.homeAgent, next: 135, header)
            let verdict = try plane.receive(Self.tunnel(inner))
            #expect(verdict.action == .drop)
            #expect(
                plane.punted == [ReceivedPacket(interface: Net.loopback, linkLayerSource: nil, octets: inner)])
            #expect(plane.counted == [.packetsReverseTunnelled: 1, .mobilityPacketsPunted: 1])

            let toCorrespondent = Octets.ipv6(from: Net.mobile, to: Net.correspondent, next: 135, header)
            try expectPassed(plane, Self.tunnel(toCorrespondent), as: Octets.ethernet(toCorrespondent))
            #expect(plane.punted.isEmpty)
        }
    }

    @Test("What the kernel cannot decapsulate is counted: an offload's packet of no known kind")
    func kernelRefuses() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.correspondent, payload: 200)
            let verdict = try plane.receive(Self.tunnel(inner), segmentSize: 100)
            #expect(verdict.action == .drop)
            #expect(plane.counted == [.packetsReverseTunnelled: 2, .reverseTunnelDecapsulationFailed: 1])
        }
    }
}
