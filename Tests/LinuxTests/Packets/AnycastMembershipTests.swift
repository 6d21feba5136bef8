import Core
import Testing

@testable import Linux

/// Anycast addresses that the kernel answers neighbors for.
@Suite struct AnycastMembershipTests {
    private static let address = "2001:db8:1:0:fdff:ffff:ffff:fffe"

    private func target(_ interface: String = "home0", _ address: String = address) throws -> NeighborTarget {
        NeighborTarget(interface: try interfaceIndex(interface), address: try .of(address))
    }

    /// A cable with a home prefix on one end.
    private func withHomeLink(_ body: () throws -> Void) throws {
        try withCable {
            try writeFile("/proc/sys/net/ipv6/conf/all/forwarding", "1")
            try run("ip -6 address add 2001:db8:1::1/64 dev home0 nodad")
            try body()
        }
    }

    private func isJoined(_ interface: String = "home0") throws -> Bool {
        let group = try output(of: "ip -6 maddress show dev \(interface)").contains("ff02::1:ffff:fffe")
        let route = try output(of: "ip -6 route show table local type anycast").contains(Self.address)
        #expect(group == route, "the kernel takes packets to it exactly if it listens to who looks for it")
        return group
    }

    @Test func addressesAreJoinedAndLeft() throws {
        try withHomeLink {
            let memberships = try Memberships.anycast()
            #expect(memberships.set([try target()]) == [])
            #expect(try isJoined())
            #expect(memberships.set([try target()]) == [], "what is joined stays so")
            #expect(try isJoined())
            #expect(memberships.set([]) == [])
            #expect(try !isJoined())
        }
    }

    /// A link that goes down loses the kernel's way to the address; joined again it is there.
    @Test func aLinkThatWasDownIsJoinedAnew() throws {
        try withHomeLink {
            let memberships = try Memberships.anycast()
            #expect(memberships.set([try target()]) == [])
            try run("ip link set home0 down")
            #expect(memberships.set([]) == [])
            try run("ip link set home0 up")
            #expect(memberships.set([try target()]) == [])
            #expect(try isJoined())
        }
    }

    @Test func whatIsRefusedIsReportedAndTheRestIsJoined() throws {
        try withHomeLink {
            let memberships = try Memberships.anycast()
            let nowhere = NeighborTarget(interface: InterfaceIndex(rawValue: 9999), address: try .of(Self.address))
            #expect(memberships.set([nowhere, try target()]).count == 1)
            #expect(memberships.targets == [try target()])
            try run("ip link del home0")
            #expect(memberships.set([]) == [])
        }
    }

    /// Solicited, for whoever answers first is as good as any: the Override flag is clear (RFC 4861 section 7.2.7).
    @Test func aNeighborThatLooksForItIsAnswered() throws {
        try withHomeLink {
            let memberships = try Memberships.anycast()
            #expect(memberships.set([try target()]) == [])
            try run("ip -6 address add 2001:db8:1::2/64 dev peer0 nodad")
            let peer = try interfaceIndex("peer0")
            let capture = try Capture(on: peer)
            let solicitation = try TestPacket.icmp(
                from: "2001:db8:1::2", to: "ff02::1:ffff:fffe", 135,
                [0, 0, 0, 0] + TestPacket.octets(try .of(Self.address)) + [1, 1, 2, 0, 0, 0, 0, 9])
            let sender = try PacketSender()
            #expect(sender.send(OutgoingPacket(octets: solicitation, delivery: .link(peer))) == .sent)
            // An Ethernet header goes before the packet.
            let frame = try capture.frame { $0.count >= 78 && $0[20] == 58 && $0[54] == 136 }
            #expect(frame[58] & 0x60 == 0x40, "solicited, and not overriding")
            #expect(Array(frame[62..<78]) == TestPacket.octets(try .of(Self.address)))
        }
    }

    @Test func theEndOfTheProcessEndsIt() throws {
        try withHomeLink {
            do {
                let memberships = try Memberships.anycast()
                #expect(memberships.set([try target()]) == [])
                #expect(try isJoined())
            }
            try eventually {
                if try isJoined() { throw Timeout(condition: "the end of the membership") }
            }
        }
    }
}
