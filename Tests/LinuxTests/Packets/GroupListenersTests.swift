import Core
import Testing

@testable import Linux

/// Groups that this node joins on behalf of mobile nodes.
@Suite struct GroupListenersTests {
    private func member(_ number: Int, on interface: String = "home0") throws -> GroupMember {
        GroupMember(
            interface: try interfaceIndex(interface),
            group: IPv6Address(rawValue: 0xff1e << 112 | 0x1_0000 | UInt128(number)),
            homeAddress: try .of("2001:db8:1::100"))
    }

    private func joined(_ interface: String = "home0") throws -> Int {
        Int(try output(of: "ip -6 maddress show dev \(interface) | grep -c ff1e: || true").filter(\.isNumber)) ?? 0
    }

    @Test("A group is joined once on a link, and left")
    func joinsAndLeaves() throws {
        try withCable {
            let listeners = GroupListeners()
            let group = try member(1)
            try listeners.join(group)
            try listeners.join(group)
            #expect(try joined() == 1)
            #expect(try joined("peer0") == 0)
            listeners.leave(group)
            #expect(try joined() == 0)
            listeners.leave(group)
            #expect(listeners.numberOfSockets == 0)
        }
    }

    @Test("Many groups take several sockets; none is left over")
    func many() throws {
        try withCable {
            let listeners = GroupListeners()
            let groups = try (0..<500).map { try member($0) }
            for group in groups { try listeners.join(group) }
            #expect(try joined() == 500)
            #expect(listeners.numberOfSockets == 8)
            for group in groups { listeners.leave(group) }
            #expect(try joined() == 0)
            #expect(listeners.numberOfSockets == 0)
        }
    }

    @Test("The kernel reports the group on the link, so that routers and switches deliver")
    func reported() throws {
        try withCable {
            let capture = try Capture(on: interfaceIndex("peer0"))
            let listeners = GroupListeners()
            let group = try member(1)
            try listeners.join(group)
            _ = try capture.frame { frame in
                // Behind the Router Alert: a report of version 2, and the group in it.
                frame.count > 98 && frame[62] == 143 && frame[74..<90].elementsEqual(group.group.octets)
            }
        }
    }

    @Test("An interface that is gone takes its groups along")
    func gone() throws {
        try withCable {
            let listeners = GroupListeners()
            let group = try member(1)
            try listeners.join(group)
            try run("ip link del home0")
            listeners.leave(group)
            #expect(throws: SystemCallError.self) { try listeners.join(group) }
        }
    }
}
