import Core
import Testing

@testable import Linux

/// Where home addresses are, and that nothing of it stays.
@Suite struct HomeAddressInterfaceTests {
    /// Whether the kernel's rules and addresses have the home address.
    private static func isKnown() throws -> Bool {
        try output(of: "ip -6 rule; ip -6 address").contains(Roaming.home)
    }

    @Test("At home packets leave as they are: for neighbors to them, for others to the router")
    func atHome() throws {
        try Roaming.with { node in
            let neighbor = "2001:db8:1::33"
            try run("ip -6 neighbor add \(neighbor) lladdr 02:00:00:00:00:33 dev home0 nud permanent")
            let capture = try node.capture()
            let socket = try UDPSocket(Roaming.home)
            try node.place(.atHome(node.link, router: .of(Roaming.router), detectsDuplicates: false))
            try #expect(IPv6Address.source(towards: .of(Roaming.correspondent), on: nil) == .of(Roaming.home))
            try socket.send(7)
            let far = try capture.frame { $0[20] == 17 }
            #expect(Array(far[..<6]) == Roaming.network)
            #expect(Checksum.isRight(in: Array(far[14...])))
            try socket.send(8, to: neighbor)
            let near = try capture.frame { $0[20] == 17 }
            #expect(Array(near[..<6]) == [2, 0, 0, 0, 0, 0x33])
            #expect(node.counted == [.mobilePacketsSentAtHome: 2])
            // From the next packet on it is abroad again, and the socket the same.
            try node.place(.abroad)
            try socket.send(9)
            _ = try capture.frame { $0[20] == 41 }
        }
    }

    @Test("At home the address is on the home link too, at once, though the kernel has found somebody else to have it")
    func addressAtHome() throws {
        try Roaming.with { node in
            try run("ip -6 address add \(Roaming.home)/64 dev home0")
            try node.place(.atHome(node.link, router: .of(Roaming.router), detectsDuplicates: false))
            let text = try output(of: "ip -6 address show dev home0 to \(Roaming.home)")
            #expect(text.contains("\(Roaming.home)/64"))
            #expect(text.contains("nodad"))
            #expect(!text.contains("tentative"))
            try node.place(.abroad)
            try #expect(output(of: "ip -6 address show dev home0 to \(Roaming.home)").isEmpty)
            try #expect(!output(of: "ip -6 address show dev mobile0 to \(Roaming.home)").isEmpty)
        }
    }

    @Test("There is room for the tunnel's header, but never less than IPv6 needs")
    func mtu() throws {
        try Roaming.with { node in
            try #expect(output(of: "ip link show mobile0").contains("mtu 1460 "))
            try node.interface.fit([1500, 1300])
            try #expect(output(of: "ip link show mobile0").contains("mtu 1280 "))
        }
    }

    @Test("A home address that is removed leaves nothing, and neither does a daemon that was killed")
    func leavesNothing() throws {
        try Roaming.with { node in
            try node.interface.remove(Roaming.address())
            try #expect(!Self.isKnown())
            try node.place(.atHome(node.link, router: .of(Roaming.router), detectsDuplicates: false))
            try #expect(Self.isKnown())
            try HomeAddressInterface.removeLeftovers()
            try #expect(!Self.isKnown())
            try #expect(output(of: "ip -6 route show table 13600").isEmpty)
            try #expect(output(of: "ip -6 address show dev home0").contains(Roaming.careOf))
        }
    }

    @Test(
        "A link that was left is forgotten: its addresses, its prefixes' routes and those by its routers, and no others"
    )
    func leftLink() throws {
        try Roaming.with { node in
            try run("ip -6 address add 2001:db8:b::5/64 dev home0 nodad")
            try run("ip -6 route add default via fe80::3 dev home0 metric 2000")
            let left = LeftLink(
                interface: node.link, routers: [try .of(Roaming.router)], addresses: [try .of("\(Roaming.careOf)/64")])
            try LeftLinks().forget(left)
            let routes = try output(of: "ip -6 route show dev home0")
            #expect(!routes.contains("2001:db8:a::"))
            #expect(!routes.contains("via \(Roaming.router) "))
            #expect(routes.contains("2001:db8:b::/64"))
            #expect(routes.contains("via fe80::3 "))
            let addresses = try output(of: "ip -6 address show dev home0")
            #expect(!addresses.contains(Roaming.careOf))
            #expect(addresses.contains("2001:db8:b::5/64"))
            // Again: there is nothing to do.
            try LeftLinks().forget(left)
        }
    }
}
