import Core
import Testing

@testable import Linux

/// Multicast to and from mobile nodes that are away (RFC 6275 sections 10.4.2 and 10.4.3).
@Suite struct MulticastTests {
    private typealias Net = HomeNetwork
    private static let group = "ff1e::1234"
    private static let groupFrame: [UInt8] = [0x33, 0x33, 0, 0, 0x12, 0x34]

    /// A plane that serves multicast, with members of the group on the loopback interface, which is the home link here.
    private static func withGroup(
        _ members: [String] = [Net.mobile, Net.second], _ body: (ForwardingPlane) throws -> Void
    ) throws {
        try Net.withPlane { plane in
            try plane.setPolicy(forwardsMulticast: true)
            for home in members { _ = try plane.beginGroupDelivery(member(home)) }
            try body(plane)
        }
    }

    private static func member(_ home: String, group: String = group) throws -> GroupMember {
        GroupMember(interface: Net.loopback, group: try .of(group), homeAddress: try .of(home))
    }

    private static func datagram(
        from source: String = Net.correspondent, to group: String = group, hopLimit: UInt8 = 64, payload: Int = 16
    ) -> [UInt8] {
        Octets.udp(from: source, to: group, hopLimit: hopLimit, payload: payload)
    }

    /// The frame of a copy for the member of a number.
    private static func copy(_ packet: [UInt8], for number: UInt8, on interface: UInt8 = 1) -> [UInt8] {
        Octets.ethernet(to: Frame.host, from: [interface, 0, 0, 0, number, 0], packet)
    }

    // MARK: From the home link

    @Test("A packet for a group goes on as it is, and a copy of it to the loopback interface")
    func copies() throws {
        try Self.withGroup { plane in
            let capture = try Capture(on: Net.loopback)
            let packet = Self.datagram()
            try expectUntouched(plane, Octets.ethernet(to: Self.groupFrame, packet))
            let frame = try capture.frame(carrying: packet)
            #expect(frame == Self.copy(packet, for: 0))
        }
    }

    @Test(
        "What is of no member's concern is not copied", arguments: ["ff1e::99", "ff02::1234", "ff05::1234", "ff0e::1"])
    func others(group: String) throws {
        try Self.withGroup { plane in
            let frame = Octets.ethernet(to: Self.groupFrame, Self.datagram(to: group))
            try expectUntouched(plane, frame)
        }
    }

    @Test(
        "Neither is what this node put on the link itself, nor what may go no further, nor what is shorter than it says"
    )
    func notCopied() throws {
        try Self.withGroup { plane in
            try plane.describeLoopback()
            try expectUntouched(plane, Octets.ethernet(to: Self.groupFrame, from: Frame.homeAgent, Self.datagram()))
            try expectUntouched(plane, Octets.ethernet(to: Self.groupFrame, Self.datagram().dropLast()))
            try expectUntouched(
                plane, Octets.ethernet(to: Self.groupFrame, Self.datagram(hopLimit: 1)),
                counted: [.multicastHopLimitExceeded: 1])
        }
    }

    @Test("A copy enters the tunnel of its member, one hop further, and is counted for it")
    func tunnelled() throws {
        try Self.withGroup { plane in
            for (number, home, careOf) in [
                (0, Net.mobile, Net.mobileCareOf), (1, Net.second, Net.secondCareOf),
            ] as [(UInt8, String, String)] {
                let copy = Self.copy(Self.datagram(), for: number)
                let verdict = try plane.receive(copy)
                let outer = Octets.ipv6(
                    from: Net.homeAgent, to: careOf, next: 41, Self.datagram(hopLimit: 63))
                #expect(verdict.action == .pass)
                #expect(verdict.packet == outer)
                #expect(plane.bindingCounters(homeAddress: try .of(home))?.packetsTunnelled == 1)
            }
            #expect(plane.counted == [.multicastPacketsTunnelled: 2])
        }
    }

    @Test("Before it enters its tunnel it sends the next member's copy out")
    func chain() throws {
        try Self.withGroup { plane in
            let capture = try Capture(on: Net.loopback)
            _ = try plane.receive(Self.copy(Self.datagram(), for: 0))
            let frame = try capture.frame(carrying: Self.datagram())
            #expect(frame == Self.copy(Self.datagram(), for: 1))
        }
    }

    @Test("A copy for somebody who is no member any more, or has no binding, is dropped")
    func ended() throws {
        try Self.withGroup([Net.mobile, "2001:db8:1::300"]) { plane in
            try expectDropped(plane, Self.copy(Self.datagram(), for: 1), for: .multicastMembershipEnded)
            try expectDropped(plane, Self.copy(Self.datagram(), for: 2), for: .multicastMembershipEnded)
            try expectDropped(plane, Self.copy(Self.datagram(), for: 0, on: 9), for: .multicastMembershipEnded)
        }
    }

    @Test("Who sent a packet does not get it back")
    func sender() throws {
        try Self.withGroup { plane in
            let packet = Self.datagram(from: Net.mobile)
            try expectDropped(plane, Self.copy(packet, for: 0), for: .multicastNotToSender)
            #expect(try plane.receive(Self.copy(packet, for: 1)).action == .pass)
        }
    }

    @Test("A copy that does not fit its tunnel is answered with Packet Too Big, and with nothing else")
    func packetTooBig() throws {
        try Net.withPath(mtu: 1400) { plane in
            try plane.setPolicy(forwardsMulticast: true)
            _ = try plane.beginGroupDelivery(Self.member(Net.mobile))
            let packet = Self.datagram(payload: 1400)
            let verdict = try plane.receive(Self.copy(packet, for: 0))
            let error = Octets.icmpv6(
                from: Net.homeAgent, to: Net.correspondent, type: 2,
                Octets.number(1360, octets: 4) + packet.prefix(1232))
            #expect(verdict.action == .redirect)
            #expect(verdict.packet == error)
            #expect(plane.counted == [.packetTooBigSent: 1])
            let link = Self.datagram(from: "fe80::9")
            try expectDropped(plane, Self.copy(link, for: 0), for: .tunnelSourceNotForwardable)
        }
    }

    @Test("Members take the places of those that leave, without gaps")
    func places() throws {
        try Self.withGroup([]) { plane in
            #expect(try plane.beginGroupDelivery(Self.member(Net.mobile)))
            #expect(try !plane.beginGroupDelivery(Self.member(Net.second)))
            #expect(try !plane.beginGroupDelivery(Self.member(Net.second)), "twice is once")
            #expect(try !plane.endGroupDelivery(Self.member(Net.mobile)))
            #expect(
                try plane.receive(Self.copy(Self.datagram(), for: 0)).packet[24..<40].elementsEqual(
                    Octets.address(Net.secondCareOf)))
            #expect(try plane.endGroupDelivery(Self.member(Net.second)))
            #expect(try !plane.endGroupDelivery(Self.member(Net.second)))
            try expectUntouched(
                plane, Octets.ethernet(to: Self.groupFrame, Self.datagram()),
                counted: [.multicastPacketsTunnelled: 1])
        }
    }

    @Test("What this node itself sends to a group is copied too, and leaves as it is")
    func own() throws {
        try Self.withGroup { plane in
            let capture = try Capture(on: Net.loopback)
            let frame = Octets.ethernet(to: Self.groupFrame, Self.datagram(from: Net.homeAgent))
            #expect(try plane.send(frame) == Verdict(action: .pass, frame: frame))
            _ = try capture.frame { $0 == Self.copy(Self.datagram(from: Net.homeAgent), for: 0) }
            #expect(plane.counted == [:])
        }
    }

    // MARK: From a mobile node

    private static func tunnel(_ inner: [UInt8], from careOf: String = Net.mobileCareOf) -> [UInt8] {
        Octets.ethernet(Octets.ipv6(from: careOf, to: Net.homeAgent, next: 41, inner))
    }

    /// With a home link that a cable leads to, whose other end is `peer0`.
    private static func withHomeLink(_ body: (ForwardingPlane, InterfaceIndex) throws -> Void) throws {
        try withGroup { plane in
            try run("ip link add home0 type veth peer name peer0")
            try run("ip link set home0 address 02:00:00:00:00:01")
            for command in ["link set peer0 up", "link set home0 up", "address add 2001:db8:1::1/64 dev home0 nodad"] {
                try run("ip -6 \(command)")
            }
            try writeFile("/proc/sys/net/ipv6/conf/all/forwarding", "1")
            try run("timeout 20 sh -c 'until ip link show home0 | grep -q LOWER_UP; do :; done'")
            let home = try interfaceIndex("home0")
            let address = try #require(LinkLayerAddress(octets: Frame.homeAgent))
            try plane.attach(to: home, kind: .ethernet(address))
            try body(plane, home)
        }
    }

    @Test("What a mobile node sends to a group is put on its home link, one hop further, and stays with this node")
    func reverse() throws {
        try Self.withHomeLink { plane, _ in
            let capture = try Capture(on: interfaceIndex("peer0"))
            let verdict = try plane.receive(Self.tunnel(Self.datagram(from: Net.mobile, hopLimit: 9)))
            let expected = Octets.ethernet(
                to: Self.groupFrame, from: Frame.homeAgent, Self.datagram(from: Net.mobile, hopLimit: 8))
            #expect(verdict == Verdict(action: .redirect, frame: expected))
            _ = try capture.frame { $0 == expected }
            #expect(plane.counted == [.packetsReverseTunnelled: 1, .multicastFromMobileNodes: 1])
        }
    }

    @Test("Only of global scope, and not with its last hop")
    func reverseScope() throws {
        try Self.withHomeLink { plane, _ in
            for group in ["ff03::1", "ff05::1", "ff08::1", "ff0d::1"] {
                let frame = Self.tunnel(Self.datagram(from: Net.mobile, to: group))
                try expectDropped(plane, frame, for: .multicastScopeNotGlobal)
            }
            let link = Self.tunnel(Self.datagram(from: Net.mobile, to: "ff02::1"))
            try expectDropped(plane, link, for: .reverseTunnelInnerLinkLocal)
            let foreign = Self.tunnel(Self.datagram(from: Net.mobile), from: Net.secondCareOf)
            try expectDropped(plane, foreign, for: .reverseTunnelWrongCareOfAddress)
            let last = try plane.receive(Self.tunnel(Self.datagram(from: Net.mobile, hopLimit: 1)))
            #expect(last.action == .drop)
            #expect(plane.counted[.multicastHopLimitExceeded] == 1)
        }
    }

    @Test("Without a home link it is dropped")
    func noHomeLink() throws {
        try Self.withGroup { plane in
            let verdict = try plane.receive(Self.tunnel(Self.datagram(from: Net.mobile)))
            #expect(verdict.action == .drop)
            #expect(plane.counted == [.packetsReverseTunnelled: 1, .multicastHomeLinkUnknown: 1])
        }
    }

    @Test("Switched off, it is the kernel's")
    func switchedOff() throws {
        try Net.withPlane { plane in
            let inner = Self.datagram(from: Net.mobile)
            try expectPassed(plane, Self.tunnel(inner), as: Octets.ethernet(inner))
        }
    }

    // MARK: Messages about groups

    private static func listenerMessage(
        _ type: UInt8, from source: String = "fe80::100", to group: String, padding: Int = 0
    ) -> [UInt8] {
        let alert: [UInt8] = [58, 0, 5, 2, 0, 0, 1, 0]
        let message = [type, 0, 0, 0] + [UInt8](repeating: 0, count: 20 + padding)
        return Octets.ipv6(from: source, to: group, next: 0, hopLimit: 1, alert + message)
    }

    @Test(
        "Messages about groups go to the daemon in the tunnelled packet, whoever their source is",
        arguments: [(131, "ff1e::1234"), (132, "ff02::2"), (143, "ff02::16")] as [(UInt8, String)])
    func listenerMessages(_ type: UInt8, _ destination: String) throws {
        try Self.withGroup { plane in
            let frame = Self.tunnel(Self.listenerMessage(type, to: destination))
            let verdict = try plane.receive(frame)
            #expect(verdict.action == .drop)
            #expect(plane.punted.map(\.octets) == [Array(frame.dropFirst(14))])
            #expect(plane.counted == [.listenerMessagesPunted: 1])
        }
    }

    @Test("Only from where a mobile node is: others take nothing from the members' rate")
    func listenerMessagesOfStrangers() throws {
        try Self.withGroup { plane in
            try plane.setPolicy(forwardsMulticast: true, Self.limits(1))
            let message = Self.listenerMessage(143, to: "ff02::16")
            for number in 1...20 {
                let frame = Self.tunnel(message, from: "2001:db8:d::\(number)")
                try expectDropped(plane, frame, for: .reverseTunnelWrongCareOfAddress)
            }
            _ = try plane.receive(Self.tunnel(message))
            #expect(plane.punted.count == 1)
        }
    }

    @Test("A care-of address is left when the last mobile node there has moved, or is gone")
    func careOfAddressesComeAndGo() throws {
        try Self.withGroup { plane in
            func isHeard(from careOf: String) throws -> Bool {
                _ = try plane.receive(Self.tunnel(Self.listenerMessage(143, to: "ff02::16"), from: careOf))
                return !plane.punted.isEmpty
            }
            _ = plane.install(try Net.tunnel(of: Net.second, to: Net.mobileCareOf))
            #expect(try !isHeard(from: Net.secondCareOf))
            plane.remove(homeAddress: try .of(Net.mobile))
            #expect(try isHeard(from: Net.mobileCareOf))
            _ = plane.install(try Net.tunnel(of: Net.second, to: "2001:db8:a2::6"))
            #expect(try !isHeard(from: Net.mobileCareOf))
            #expect(try isHeard(from: "2001:db8:a2::6"))
            plane.remove(homeAddress: try .of(Net.second))
            #expect(try !isHeard(from: "2001:db8:a2::6"))
        }
    }

    @Test("Switched off, they are ignored")
    func ignored() throws {
        try Net.withPlane { plane in
            for (type, destination) in [(131, "ff1e::1234"), (132, "ff02::2"), (143, "ff02::16")] as [(UInt8, String)] {
                for source in ["fe80::100", Net.mobile] {
                    let message = Self.listenerMessage(type, from: source, to: destination)
                    try expectDropped(plane, Self.tunnel(message), for: .listenerMessagesIgnored)
                }
            }
            #expect(plane.punted.isEmpty)
        }
    }

    @Test("When many packets wait for the daemon, they are the first that are dropped")
    func crowd() throws {
        try Self.withGroup { plane in
            try plane.setPolicy(forwardsMulticast: true, Self.limits(1_000_000))
            let filler = Self.listenerMessage(143, to: "ff02::16", padding: 1900)
            while plane.counters()[.listenerMessagesCrowdedOut] == 0 { _ = try plane.receive(Self.tunnel(filler)) }
            let update = Octets.ipv6(
                from: Net.mobileCareOf, to: Net.homeAgent, next: 60,
                [135, 2, 1, 2, 0, 0, 0xc9, 16] + Octets.address(Net.mobile) + [59, 1, 5, 0, 0, 0, 0, 1, 0xc0, 0, 0, 60]
                    + [1, 2, 0, 0])
            _ = try plane.receive(Octets.ethernet(update))
            #expect(plane.counted[.mobilityPacketsPunted] == 1, "a binding that is renewed still has room")
        }
    }

    @Test("Those of one source are bounded, and take nothing from its Binding Updates")
    func rate() throws {
        try Self.withGroup { plane in
            try plane.setPolicy(forwardsMulticast: true, Self.limits(1))
            let frame = Self.tunnel(Self.listenerMessage(143, to: "ff02::16"))
            for _ in 0..<50 { _ = try plane.receive(frame) }
            #expect(plane.punted.count <= 2)
            #expect(plane.counters()[.listenerMessagesRateLimited] >= 48)
            let update = Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 135, [59, 0, 0, 0, 0, 0, 0, 0])
            _ = try plane.receive(Octets.ethernet(update))
            #expect(plane.counted[.mobilityPacketsPunted] == 1)
        }
    }

    private static func limits(_ rate: UInt32) -> RateLimits {
        var limits = RateLimits()
        (limits.bindingUpdates, limits.bindingUpdatesOfSource) = (rate, rate)
        return limits
    }
}
