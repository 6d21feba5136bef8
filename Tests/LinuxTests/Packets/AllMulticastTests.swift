import Core
import Testing

@testable import Linux

@Suite struct AllMulticastTests {
    private func isAllMulticast(_ name: String) throws -> Bool {
        // The kernel shows the flag (IFF_ALLMULTI) for an administrator's setting only, and the count for everyone's.
        try output(of: "ip -d link show \(name)").contains("allmulti 1")
    }

    @Test func interfacesAreAddedAndTakenBack() throws {
        try withCable {
            let memberships = try Memberships.allMulticast()
            let home = try interfaceIndex("home0")
            let peer = try interfaceIndex("peer0")
            #expect(memberships.set([home]) == [])
            #expect(try isAllMulticast("home0"))
            #expect(try !isAllMulticast("peer0"))
            #expect(memberships.set([home, peer]) == [])
            #expect(memberships.set([peer]) == [])
            #expect(try !isAllMulticast("home0"))
            #expect(try isAllMulticast("peer0"))
        }
    }

    @Test func aMissingInterfaceIsReportedAndTheOthersAreServed() throws {
        try withCable {
            let memberships = try Memberships.allMulticast()
            let home = try interfaceIndex("home0")
            #expect(memberships.set([InterfaceIndex(rawValue: 9999), home]).count == 1)
            #expect(memberships.targets == [home])
            #expect(try isAllMulticast("home0"))
            // One that goes takes its membership along.
            try run("ip link del home0")
            #expect(memberships.set([]) == [])
        }
    }

    @Test func theEndOfTheProcessEndsIt() throws {
        try withCable {
            do {
                let memberships = try Memberships.allMulticast()
                #expect(memberships.set([try interfaceIndex("home0")]) == [])
                #expect(try isAllMulticast("home0"))
            }
            // The socket is closed, as the kernel closes it for a process that dies.
            try eventually {
                if try isAllMulticast("home0") { throw Timeout(condition: "the end of the membership") }
            }
        }
    }
}
