import Core
import Testing

@testable import Linux

/// Packets that every link has to carry, on a path without room for their outer header besides (RFC 2473 section 7.1).
@Suite struct FragmentTests {
    private typealias Net = HomeNetwork

    /// Both fragments of a tunnelled packet: the first arrives at the loopback interface, the second is what is left.
    private static func fragments(_ body: () throws -> Verdict) throws -> (first: [UInt8], second: [UInt8]) {
        let capture = try Capture(on: Net.loopback)
        let verdict = try body()
        #expect(verdict.action == .redirect)
        let first = try capture.frame { $0.count > 54 && $0[20] == 44 }
        return (Array(first.dropFirst(14)), verdict.packet)
    }

    /// What a receiver puts together, after it was checked that the fragments are what RFC 8200 section 4.5 wants.
    private static func payload(
        _ first: [UInt8], _ second: [UInt8], next: UInt8 = 41, careOf: String = Net.mobileCareOf,
        trafficClass: UInt8 = 0
    ) -> [UInt8] {
        #expect(first.count == 1280 && second.count <= 1280)
        for (fragment, field) in [(first, 1), (second, 1232)] {
            let outer = Octets.ipv6(
                from: Net.homeAgent, to: careOf, next: 44, trafficClass: trafficClass, length: fragment.count - 40)
            #expect(Array(fragment[..<40]) == outer)
            #expect(Array(fragment[40..<44]) == [next, 0] + Octets.number(field, octets: 2))
        }
        #expect(first[44..<48] == second[44..<48])
        return Array(first[48...] + second[48...])
    }

    private static func forwarded(_ packet: [UInt8], hops: UInt8 = 1) -> [UInt8] {
        var packet = packet
        packet[7] -= hops
        return packet
    }

    @Test("They are tunnelled in two fragments", arguments: [1261, 1264, 1279, 1280])
    func fragments(_ length: Int) throws {
        try Net.withPath(mtu: 1300) { plane in
            let packet = Octets.udp(from: Net.correspondent, to: Net.mobile, trafficClass: 0xb8, payload: length - 48)
            let (first, second) = try Self.fragments { try plane.receive(Octets.ethernet(packet)) }
            #expect(Self.payload(first, second, trafficClass: 0xb8) == Self.forwarded(packet))
            #expect(plane.counted == [.packetsTunnelled: 1, .packetsTunnelledInFragments: 1])
            let counters = plane.bindingCounters(homeAddress: try .of(Net.mobile))
            #expect(counters?.packetsTunnelled == 1 && counters?.octetsTunnelled == UInt64(length))
        }
    }

    @Test("Each packet's fragments have an identification of their own")
    func identification() throws {
        try Net.withPath(mtu: 1300) { plane in
            let packet = Octets.ethernet(Octets.udp(from: Net.correspondent, to: Net.mobile, payload: 1232))
            let identifications = try (1...8).map { _ in
                let verdict = try plane.receive(packet)
                return Array(verdict.packet[44..<48])
            }
            #expect(Set(identifications).count == 8)
        }
    }

    @Test("What fits is not cut, what may be sent shorter neither")
    func others() throws {
        try Net.withPath(mtu: 1300) { plane in
            let fits = try plane.receive(
                Octets.ethernet(Octets.udp(from: Net.correspondent, to: Net.mobile, payload: 1260 - 48)))
            #expect(fits.packet.count == 1300)
            let tooBig = try plane.receive(
                Octets.ethernet(Octets.udp(from: Net.correspondent, to: Net.mobile, payload: 1281 - 48)))
            #expect(tooBig.packet[40] == 2)
        }
    }

    @Test(
        "A checksum that an interface was to fill in is filled in before",
        arguments: [(6, 16), (17, 6)] as [(UInt8, Int)])
    func unfinishedChecksum(_ number: UInt8, position: Int) throws {
        try Net.withPath(mtu: 1300) { plane in
            var segment = (0..<1240).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            segment.replaceSubrange(position..<position + 2, with: [0, 0])
            let right = Checksum.of(segment, from: Net.correspondent, to: Net.mobile, protocol: number)
            let ends = Octets.address(Net.correspondent) + Octets.address(Net.mobile)
            let unfinished = Checksum.sum(ends + Octets.number(segment.count, octets: 4) + [0, 0, 0, number])
            segment.replaceSubrange(position..<position + 2, with: Octets.number(Int(unfinished), octets: 2))
            let packet = Octets.ipv6(from: Net.correspondent, to: Net.mobile, next: number, segment)
            let (first, second) = try Self.fragments { try plane.receive(Octets.ethernet(packet)) }
            let inner = Self.payload(first, second)
            #expect(Array(inner[40 + position..<42 + position]) == Octets.number(Int(right), octets: 2))
            #expect(Checksum.isRight(in: inner))
        }
    }

    @Test("This node's own packets are cut too")
    func ownPacket() throws {
        try Net.withPath(mtu: 1300) { plane in
            let packet = Octets.udp(from: Net.otherLocal, to: Net.mobile, payload: 1232)
            let (first, second) = try Self.fragments { try plane.send(Octets.ethernet(packet)) }
            #expect(Self.payload(first, second) == packet)
        }
    }

    @Test("From one mobile node to another they leave one tunnel whole and enter the other in fragments")
    func betweenMobileNodes() throws {
        try Net.withPath(mtu: 1300) { plane in
            let inner = Octets.udp(from: Net.mobile, to: Net.second, payload: 1232)
            let frame = Octets.ethernet(Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 41, inner))
            let (first, second) = try Self.fragments { try plane.receive(frame) }
            #expect(Self.payload(first, second, careOf: Net.secondCareOf) == Self.forwarded(inner))
            #expect(
                plane.counted == [
                    .packetsReverseTunnelled: 1, .packetsBetweenMobileNodes: 1, .packetsTunnelledInFragments: 1,
                ])
        }
    }

    @Test("A limit of encapsulations goes along, and goes down by one")
    func encapsulationLimit() throws {
        try Net.withPath(mtu: 1300) { plane in
            let data =
                [41, 0, 4, 1, 3, 1, 1, 0] + Octets.udp(from: "2001:db8:d::1", to: "2001:db8:d::2", payload: 1184)
            let packet = Octets.ipv6(from: Net.correspondent, to: Net.mobile, next: 60, data)
            let (first, second) = try Self.fragments { try plane.receive(Octets.ethernet(packet)) }
            #expect(Self.payload(first, second, next: 60) == [41, 0, 4, 1, 2, 1, 1, 0] + Self.forwarded(packet))
        }
    }

    @Test("A care-of address that is a bound home address here would send fragments round, and is refused")
    func loop() throws {
        try Net.withPath(mtu: 1300) { plane in
            #expect(plane.install(try Net.tunnel(of: Net.second, to: Net.mobileCareOf)) == .installed)
            #expect(plane.install(try Net.tunnel(of: Net.mobileCareOf, to: Net.secondCareOf)) == .installed)
            let frame = Octets.ethernet(Octets.udp(from: Net.correspondent, to: Net.second, payload: 1232))
            try expectDropped(plane, frame, for: .tunnelLoop)
        }
    }

    @Test("An offload's packet is dropped")
    func segments() throws {
        try Net.withPath(mtu: 1300) { plane in
            let frame = Octets.ethernet(Octets.udp(from: Net.correspondent, to: Net.mobile, payload: 2 * 1232))
            try expectDropped(plane, frame, for: .tunnelFragmentationRequired, segmentSize: 1232)
        }
    }

    /// A fragment to the home agent of what the mobile node tunnels.
    private static func reverse(
        _ inner: [UInt8], offset: Int = 0, from careOf: String = Net.mobileCareOf, to agent: String = Net.homeAgent
    ) -> [UInt8] {
        Octets.ethernet(
            Octets.ipv6(
                from: careOf, to: agent, next: 44,
                [41, 0] + Octets.number(offset | 1, octets: 2) + [0, 0, 0, 9] + inner))
    }

    @Test("Fragments of a mobile node's are the kernel's to put together")
    func reverseFragments() throws {
        try Net.withPlane { plane in
            let inner = Array(Octets.udp(from: Net.mobile, to: Net.correspondent, payload: 1400).prefix(1232))
            try expectUntouched(plane, Self.reverse(inner), counted: [.reverseTunnelFragments: 1])
            try expectUntouched(plane, Self.reverse(inner, offset: 1232), counted: [.reverseTunnelFragments: 2])
        }
    }

    @Test("First fragments of others go no further")
    func foreignFragments() throws {
        try Net.withPlane { plane in
            let mine = Array(Octets.udp(from: Net.mobile, to: Net.correspondent, payload: 1400).prefix(1232))
            let unknown = Array(Octets.udp(from: "2001:db8:1::300", to: Net.correspondent, payload: 1400).prefix(1232))
            for frame in [Self.reverse(mine, from: Net.secondCareOf), Self.reverse(unknown)] {
                #expect(try plane.receive(frame).action == .drop)
            }
            #expect(
                plane.counted == [
                    .reverseTunnelFragments: 2, .reverseTunnelWrongCareOfAddress: 1,
                    .reverseTunnelUnknownHomeAddress: 1,
                ])
            let elsewhere = Self.reverse(unknown, to: Net.otherLocal)
            let verdict = try plane.receive(elsewhere)
            #expect(verdict == Verdict(action: .pass, frame: elsewhere))
        }
    }
}
