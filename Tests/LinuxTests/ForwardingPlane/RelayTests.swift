import Core
import Testing

@testable import Linux

/// Packets from one mobile node to another, both away.
@Suite struct RelayTests {
    private typealias Net = HomeNetwork

    private static func tunnel(_ inner: [UInt8], trafficClass: UInt8 = 0) -> [UInt8] {
        Octets.ethernet(
            Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 41, hopLimit: 9, trafficClass: trafficClass, inner))
    }

    private static func relayed(_ inner: [UInt8], trafficClass: UInt8 = 0, flowLabel: Int = 0) -> [UInt8] {
        var forwarded = inner
        forwarded[7] -= 1
        return Octets.ethernet(
            Octets.ipv6(
                from: Net.homeAgent, to: Net.secondCareOf, next: 41, hopLimit: 64, trafficClass: trafficClass,
                flowLabel: flowLabel, forwarded))
    }

    @Test("The outer header is that of the other one's tunnel, and both bindings count")
    func relays() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(
                from: Net.mobile, to: Net.second, hopLimit: 30, trafficClass: 0xb8, flowLabel: 0xabcde)
            let verdict = try plane.receive(Self.tunnel(inner))
            #expect(verdict.action == .pass)
            #expect(verdict.frame == Self.relayed(inner, trafficClass: 0xb8, flowLabel: 0xabcde))
            #expect(plane.counted == [.packetsReverseTunnelled: 1, .packetsBetweenMobileNodes: 1])
            let sender = plane.bindingCounters(homeAddress: try .of(Net.mobile))
            #expect(sender?.packetsReverseTunnelled == 1 && sender?.packetsTunnelled == 0)
            let receiver = plane.bindingCounters(homeAddress: try .of(Net.second))
            #expect(receiver?.packetsTunnelled == 1 && receiver?.octetsTunnelled == UInt64(inner.count))
        }
    }

    @Test("The sender's tunnel is checked first")
    func checksSender() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.second, to: Net.mobile)
            try expectDropped(plane, Self.tunnel(inner), for: .reverseTunnelWrongCareOfAddress)
        }
    }

    @Test("A used up hop limit brings the packet out, and the kernel sends Time Exceeded")
    func hopLimit() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.second, hopLimit: 1)
            let verdict = try plane.receive(Self.tunnel(inner))
            #expect(verdict == Verdict(action: .pass, frame: Octets.ethernet(inner)))
            #expect(plane.counted == [.packetsReverseTunnelled: 1, .tunnelHopLimitExceeded: 1])
        }
    }

    @Test("Congestion met in the first tunnel is told in the second, and to the packet inside")
    func congestion() throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.second, trafficClass: 0xba)
            let verdict = try plane.receive(Self.tunnel(inner, trafficClass: 0x03))
            let marked = Octets.udp(from: Net.mobile, to: Net.second, trafficClass: 0xbb)
            #expect(verdict.frame == Self.relayed(marked, trafficClass: 0xbb))
        }
    }

    @Test("A loop is a loop between mobile nodes too")
    func loop() throws {
        try Net.withPlane { plane in
            var inner = Octets.udp(from: Net.correspondent, to: Net.second)
            inner = Octets.ipv6(from: Net.homeAgent, to: Net.second, next: 41, inner)
            inner = Octets.ipv6(from: Net.mobile, to: Net.second, next: 41, inner)
            let verdict = try plane.receive(Self.tunnel(inner))
            #expect(verdict.action == .drop)
            #expect(plane.counted == [.packetsReverseTunnelled: 1, .tunnelLoop: 1])
        }
    }

    @Test("A mobile node that sends to itself hears itself")
    func toItself() throws {
        try Net.withPlane { plane in
            var inner = Octets.udp(from: Net.mobile, to: Net.mobile)
            let verdict = try plane.receive(Self.tunnel(inner))
            inner[7] -= 1
            #expect(verdict.packet == Octets.ipv6(from: Net.homeAgent, to: Net.mobileCareOf, next: 41, inner))
        }
    }
}
