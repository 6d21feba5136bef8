import Core
import Testing

@testable import Linux

/// With the kernel, in a namespace of the test's own.
@Suite struct SolicitedNodeGroupTests {
    private func target(_ address: String, _ interface: InterfaceIndex) throws -> NeighborTarget {
        NeighborTarget(interface: interface, address: try .of(address))
    }

    private func groups() throws -> String {
        try output(of: "ip -6 maddress show dev home0")
    }

    @Test func aGroupIsJoinedAsLongAsAnAddressNeedsIt() throws {
        try withCable {
            let home = try interfaceIndex("home0")
            let groups = SolicitedNodeGroups()
            let (one, twin) = try (target("2001:db8:1::a:100", home), target("fe80::a:100", home))
            #expect(try groups.join(one) && groups.join(twin))
            #expect(try self.groups().contains("ff02::1:ff0a:100"))
            groups.leave(one)
            #expect(try self.groups().contains("ff02::1:ff0a:100"), "the other address has the same group")
            groups.leave(twin)
            groups.leave(twin)
            #expect(try !self.groups().contains("ff02::1:ff0a:100"))
            #expect(groups.count == 0)
        }
    }

    @Test func thereIsABound() throws {
        try withCable {
            let home = try interfaceIndex("home0")
            let groups = SolicitedNodeGroups()
            for number in 0..<SolicitedNodeGroups.limit {
                #expect(try groups.join(target("2001:db8:1::\(String(number + 1, radix: 16))", home)))
            }
            let another = try target("2001:db8:1::9999", home)
            #expect(try !groups.join(another))
            groups.leave(another)
            #expect(groups.count == SolicitedNodeGroups.limit)
            groups.leave(try target("2001:db8:1::1", home))
            #expect(try groups.join(another))
        }
    }

    @Test func anInterfaceThatIsGoneIsNoTrouble() throws {
        try withCable {
            let home = try interfaceIndex("home0")
            let groups = SolicitedNodeGroups()
            #expect(try groups.join(target("2001:db8:1::1", home)))
            try run("ip link del home0")
            groups.leave(try target("2001:db8:1::1", home))
            #expect(groups.count == 0)
            #expect(throws: SystemCallError.self) { try groups.join(target("2001:db8:1::2", home)) }
        }
    }
}
