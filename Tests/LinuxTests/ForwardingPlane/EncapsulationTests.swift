import Core
import Testing

@testable import Linux

/// Packets to the home address of a mobile node that is away (RFC 6275 section 10.4.2, RFC 2473).
@Suite struct EncapsulationTests {
    private typealias Net = HomeNetwork

    private static func tunnelled(_ inner: [UInt8], hopLimit: UInt8, to careOf: String = Net.mobileCareOf) -> [UInt8] {
        var forwarded = inner
        forwarded[7] = hopLimit
        return Octets.ethernet(Octets.ipv6(from: Net.homeAgent, to: careOf, next: 41, forwarded))
    }

    /// IPv6(src=correspondent, dst=mobile, tc=0xb9, fl=0x12345, hlim=17)/UDP()/Raw(16)
    @Test("A packet to a home address is tunnelled to the care-of address")
    func encapsulates() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(
                from: Net.correspondent, to: Net.mobile, hopLimit: 17, trafficClass: 0xb9, flowLabel: 0x12345)
            let verdict = try plane.receive(Octets.ethernet(inner))

            var forwarded = inner
            forwarded[7] = 16
            let expected = Octets.ipv6(
                from: Net.homeAgent, to: Net.mobileCareOf, next: 41, hopLimit: 64, trafficClass: 0xb9,
                flowLabel: 0x12345, forwarded)
            #expect(verdict == Verdict(action: .pass, frame: Octets.ethernet(expected)))
            #expect(plane.counted == [.packetsTunnelled: 1])
            let counters = plane.bindingCounters(homeAddress: try .of(Net.mobile))
            #expect(
                counters
                    == BindingCounters(
                        packetsTunnelled: 1, octetsTunnelled: UInt64(inner.count), packetsReverseTunnelled: 0,
                        octetsReverseTunnelled: 0))
        }
    }

    @Test("The hop limit of the outer header is what the operator sets", arguments: [1, 17, 255, nil] as [UInt8?])
    func outerHopLimit(_ hopLimit: UInt8?) throws {
        try Net.withPlane { plane in
            try plane.setPolicy(hopLimit: 30)
            try plane.setPolicy(hopLimit: hopLimit)
            let verdict = try plane.receive(Octets.ethernet(Octets.udp(from: Net.correspondent, to: Net.mobile)))
            #expect(verdict.packet[7] == hopLimit ?? 64)
        }
    }

    @Test("The next packet goes to the new care-of address, and the counters go on")
    func changesCareOfAddress() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.correspondent, to: Net.mobile)
            _ = try plane.receive(Octets.ethernet(inner))
            #expect(plane.install(try Net.tunnel(of: Net.mobile, to: "2001:db8:a2::6")) == .installed)
            let verdict = try plane.receive(Octets.ethernet(inner))
            #expect(verdict.frame == Self.tunnelled(inner, hopLimit: 63, to: "2001:db8:a2::6"))
            #expect(plane.bindingCounters(homeAddress: try .of(Net.mobile))?.packetsTunnelled == 2)
        }
    }

    @Test("A tunnel that ended leaves no counters, and packets are the kernel's again")
    func removes() throws {
        try Net.withPlane { plane in
            plane.remove(homeAddress: try .of(Net.mobile))
            try expectUntouched(plane, Octets.ethernet(Octets.udp(from: Net.correspondent, to: Net.mobile)))
            #expect(plane.bindingCounters(homeAddress: try .of(Net.mobile)) == nil)
        }
    }

    @Test(
        "A used up hop limit leaves the packet to the kernel, which sends Time Exceeded", arguments: [0, 1] as [UInt8])
    func hopLimit(_ hopLimit: UInt8) throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.correspondent, to: Net.mobile, hopLimit: hopLimit)
            try expectUntouched(plane, Octets.ethernet(inner), counted: [.tunnelHopLimitExceeded: 1])
        }
    }

    @Test("A hop limit of 2 is enough")
    func leastHopLimit() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.correspondent, to: Net.mobile, hopLimit: 2)
            let verdict = try plane.receive(Octets.ethernet(inner))
            #expect(verdict.frame == Self.tunnelled(inner, hopLimit: 1))
        }
    }

    @Test("A neighbor with nothing but a link-local address is told that it does not reach that far")
    func linkLocalSource() throws {
        try Net.withPlane { plane in
            let packet = Octets.udp(from: "fe80::9", to: Net.mobile)
            let verdict = try plane.receive(Octets.ethernet(packet))
            let error = Octets.icmpv6(from: Net.homeAgent, to: "fe80::9", type: 1, code: 2, [0, 0, 0, 0] + packet)
            #expect(
                verdict == Verdict(action: .redirect, frame: Octets.ethernet(to: Frame.peer, from: Frame.host, error)))
            #expect(plane.counted == [.tunnelSourceBeyondScope: 1])
            for _ in 0..<5000 { _ = try plane.receive(Octets.ethernet(packet)) }
            #expect(plane.counted[.errorRateLimited] ?? 0 > 0, "and not without bounds")
        }
    }

    @Test("Sources that no router forwards are dropped", arguments: ["::", "::1", "ff0e::9", "ff02::1"])
    func unforwardableSource(_ source: String) throws {
        try Net.withPlane { plane in
            let frame = Octets.ethernet(Octets.udp(from: source, to: Net.mobile))
            try expectDropped(plane, frame, for: .tunnelSourceNotForwardable)
        }
    }

    @Test("Frames for other hosts and to groups are not for a router to forward")
    func frameForOthers() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.correspondent, to: Net.mobile)
            let broadcast: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
            for destination in [Frame.stranger, Frame.allNodes, broadcast] {
                try expectUntouched(plane, Octets.ethernet(to: destination, inner))
            }
        }
    }

    @Test("What is no IPv6 packet is left alone, as is what is in transit")
    func otherTraffic() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.correspondent, to: Net.mobile)
            var otherVersion = inner
            otherVersion[0] = 0x40
            try expectUntouched(plane, Octets.ethernet(otherVersion))
            try expectUntouched(plane, Frame.host + Frame.peer + [0x88, 0xb5] + inner)
            try expectUntouched(plane, Octets.ethernet(Octets.udp(from: Net.correspondent, to: "2001:db8:1::101")))
            try expectUntouched(plane, Octets.ethernet(Octets.udp(from: Net.mobile, to: Net.correspondent)))
        }
    }

    @Test("A packet shorter than its header says is the kernel's to drop")
    func truncated() throws {
        try Net.withPlane { plane in
            let inner = Octets.ipv6(
                from: Net.correspondent, to: Net.mobile, next: 17, length: 200, [UInt8](repeating: 0, count: 100))
            try expectUntouched(plane, Octets.ethernet(inner))
        }
    }

    @Test("What a link padded a packet with is no part of the tunnelled one's length")
    func padded() throws {
        try Net.withPlane { plane in
            let inner = Octets.ipv6(from: Net.correspondent, to: Net.mobile, next: 59)
            let verdict = try plane.receive(Octets.ethernet(inner + [0, 0, 0, 0, 0, 0]))
            #expect(verdict.frame == Self.tunnelled(inner, hopLimit: 63) + [0, 0, 0, 0, 0, 0])
        }
    }

    @Test("A jumbogram fits no tunnel")
    func jumbogram() throws {
        try Net.withPlane { plane in
            let inner = Octets.ipv6(
                from: Net.correspondent, to: Net.mobile, next: 0, length: 0, [17, 0, 0xc2, 4, 0, 1, 0, 0])
            try expectDropped(plane, Octets.ethernet(inner), for: .tunnelLengthUnsupported)
        }
    }

    @Test("A foreign tunnel to the mobile node is tunnelled, up to the nesting of RFC 2473")
    func nesting() throws {
        try Net.withPlane { plane in
            var packet = Octets.udp(from: "2001:db8:d::1", to: "2001:db8:d::2")
            for _ in 1...2 {
                packet = Octets.ipv6(from: Net.correspondent, to: "2001:db8:d::3", next: 41, packet)
            }
            packet = Octets.ipv6(from: Net.correspondent, to: Net.mobile, next: 41, packet)
            try expectPassed(plane, Octets.ethernet(packet), as: Self.tunnelled(packet, hopLimit: 63))

            packet = Octets.ipv6(from: Net.correspondent, to: Net.mobile, next: 41, packet)
            try expectDropped(plane, Octets.ethernet(packet), for: .tunnelNestingTooDeep)
        }
    }

    @Test("A tunnel that began here and comes back to be tunnelled again is a loop")
    func loop() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.correspondent, to: Net.second)
            let ours = Octets.ipv6(from: Net.homeAgent, to: Net.mobile, next: 41, inner)
            try expectDropped(plane, Octets.ethernet(ours), for: .tunnelLoop)
            let byAnother = Octets.ipv6(from: "2001:db8:d::1", to: Net.mobile, next: 41, ours)
            try expectDropped(plane, Octets.ethernet(byAnother), for: .tunnelLoop)
        }
    }

    @Test("Neighbor discovery is never tunnelled", arguments: 133...137 as ClosedRange<UInt8>)
    func neighborDiscovery(_ type: UInt8) throws {
        try Net.withPlane { plane in
            let packet = Octets.icmpv6(
                from: Net.correspondent, to: Net.mobile, type: type, hopLimit: 255, [UInt8](repeating: 0, count: 36))
            try expectUntouched(plane, Octets.ethernet(packet))
        }
    }

    @Test("Other ICMPv6, mobility packets and fragments to a home address are tunnelled like all else")
    func everyProtocol() throws {
        try Net.withPlane { plane in
            let echo = Octets.icmpv6(from: Net.correspondent, to: Net.mobile, type: 128, [0, 1, 0, 1])
            let homeTest = Octets.ipv6(
                from: Net.correspondent, to: Net.mobile, next: 135, [59, 2, 3, 0] + [UInt8](repeating: 0, count: 20))
            let fragment = Octets.ipv6(
                from: Net.correspondent, to: Net.mobile, next: 44,
                [17, 0, 0, 9, 0, 0, 0, 1] + [1, 2, 3, 4, 5, 6, 7, 8])
            for packet in [echo, homeTest, fragment] {
                let verdict = try plane.receive(Octets.ethernet(packet))
                #expect(verdict.frame == Self.tunnelled(packet, hopLimit: 63))
            }
        }
    }

    @Test("A full map says so, and what is there can still be changed")
    func full() throws {
        try Net.withPlane { plane in
            for number in 3...Net.roomForBindings {
                let entry = try Net.tunnel(of: "2001:db8:1::a:\(number)", to: "2001:db8:a::\(number)")
                #expect(plane.install(entry) == .installed)
            }
            let tooMuch = try Net.tunnel(of: "2001:db8:1::b", to: "2001:db8:a::b")
            #expect(plane.install(tooMuch) == .full)
            #expect(plane.bindingCounters(homeAddress: tooMuch.homeAddress) == nil)
            #expect(plane.install(try Net.tunnel(of: Net.mobile, to: "2001:db8:a::c")) == .installed)
            plane.remove(homeAddress: try .of(Net.second))
            #expect(plane.install(tooMuch) == .installed)
        }
    }
}
