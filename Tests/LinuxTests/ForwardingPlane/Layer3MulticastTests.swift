import Core
import Testing

@testable import Linux

/// Multicast for mobile nodes whose home link has no Ethernet header, or is nowhere.
@Suite struct Layer3MulticastTests {
    private typealias Net = HomeNetwork
    private static let group = "ff1e::1234"

    /// A home agent with a home link of a kind, both mobile nodes being members of the group there, and an interface that
    /// leads to their care-of addresses.
    private func withHomeLink(
        _ kind: ForwardingInterfaceKind = .layer3,
        _ body: (_ plane: ForwardingPlane, _ home: borrowing TunnelInterface, _ access: borrowing TunnelInterface)
            throws -> Void
    ) throws {
        try Net.withPlane { plane in
            let home = try TunnelInterface("home0")
            let access = try TunnelInterface("access0")
            try writeFile("/proc/sys/net/ipv6/conf/all/forwarding", "1")
            for command in [
                "address add \(Net.homeAgent)/64 dev home0 nodad", "route add 2001:db8:a::/47 dev access0",
            ] {
                try run("ip -6 \(command)")
            }
            try plane.setPolicy(forwardsMulticast: true)
            try plane.attach(to: home.index, kind: kind)
            try plane.attach(to: access.index, kind: .layer3)
            try plane.attach(to: Net.loopback, kind: .ethernet(LinkLayerAddress(rawValue: 0)))
            for member in [Net.mobile, Net.second] {
                _ = try plane.beginGroupDelivery(
                    GroupMember(interface: home.index, group: .of(Self.group), homeAddress: .of(member)))
            }
            try body(plane, home, access)
        }
    }

    private static func datagram(from source: String, hopLimit: UInt8 = 64) -> [UInt8] {
        Octets.udp(from: source, to: group, hopLimit: hopLimit)
    }

    private static func copy(of packet: [UInt8], hopLimit: UInt8, to careOf: String) -> [UInt8] {
        var inner = packet
        inner[7] = hopLimit
        return Octets.ipv6(from: Net.homeAgent, to: careOf, next: 41, hopLimit: 63, inner)
    }

    /// The packets to multicast groups that an interface has received, as the kernel counts them.
    private static func received(on name: String) throws -> Int {
        let lines = try readFile("/proc/thread-self/net/dev_snmp6/\(name)").split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("Ip6InMcastPkts") })
        return try #require(Int(line.split(whereSeparator: { " \t".contains($0) })[1]))
    }

    @Test("A packet that arrives for a group is tunnelled to each member, and arrives once itself")
    func arriving() throws {
        try withHomeLink { plane, home, access in
            let packet = Self.datagram(from: Net.correspondent)
            let before = try Self.received(on: "home0")
            try home.receive(packet)
            let copies = [try access.sent(), try access.sent()]
            #expect(
                copies == [
                    Self.copy(of: packet, hopLimit: 63, to: Net.mobileCareOf),
                    Self.copy(of: packet, hopLimit: 63, to: Net.secondCareOf),
                ])
            #expect(try Self.received(on: "home0") == before + 1)
            #expect(plane.counted == [.multicastPacketsTunnelled: 2])
        }
    }

    @Test("So is one that this node sends, and it leaves as it is, whether the link is somewhere or nowhere")
    func leaving() throws {
        for kind in [.layer3, .virtual(try .of(Net.homeAgent))] as [ForwardingInterfaceKind] {
            try withHomeLink(kind) { plane, home, access in
                try run("ip -6 route add table local multicast \(Self.group)/128 dev home0")
                let packet = Self.datagram(from: Net.homeAgent)
                #expect(try PacketSender().send(OutgoingPacket(octets: packet, delivery: .routed)) == .sent)
                let sent = try home.sent { $0 == packet }
                #expect(sent == packet)
                let copies = [try access.sent(), try access.sent()]
                #expect(
                    copies == [
                        Self.copy(of: packet, hopLimit: 63, to: Net.mobileCareOf),
                        Self.copy(of: packet, hopLimit: 63, to: Net.secondCareOf),
                    ])
                #expect(plane.counted == [.multicastPacketsTunnelled: 2])
            }
        }
    }

    @Test("What one member sends goes to the home link, to this node and to the other member, once each")
    func fromMember() throws {
        for kind in [.layer3, .virtual(try .of(Net.homeAgent))] as [ForwardingInterfaceKind] {
            try withHomeLink(kind) { plane, home, access in
                let packet = Self.datagram(from: Net.mobile, hopLimit: 9)
                let before = try Self.received(on: "home0")
                try access.receive(Octets.ipv6(from: Net.mobileCareOf, to: Net.homeAgent, next: 41, packet))
                let copy = try access.sent()
                #expect(copy == Self.copy(of: packet, hopLimit: 7, to: Net.secondCareOf))
                let onLink = try home.sent { $0[24...].starts(with: Octets.address(Self.group)) }
                #expect(Array(onLink[..<7] + onLink[8...]) == Array(packet[..<7] + packet[8...]))
                #expect(onLink[7] == 8)
                #expect(try Self.received(on: "home0") == before + 1)
                #expect(
                    plane.counted == [
                        .packetsReverseTunnelled: 1, .multicastFromMobileNodes: 1, .multicastPacketsTunnelled: 1,
                        .multicastNotToSender: 1,
                    ])
            }
        }
    }

    @Test("A packet for a group without members is not copied, nor one with its last hop")
    func others() throws {
        try withHomeLink { plane, home, access in
            let before = try Self.received(on: "home0")
            try home.receive(Octets.udp(from: Net.correspondent, to: "ff1e::99"))
            try home.receive(Self.datagram(from: Net.correspondent, hopLimit: 1))
            #expect(try Self.received(on: "home0") == before + 2)
            #expect(plane.counted == [.multicastHopLimitExceeded: 1])
        }
    }
}
