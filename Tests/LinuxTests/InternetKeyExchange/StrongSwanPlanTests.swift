import Core
import Testing

@testable import Linux

@Suite struct StrongSwanPlanTests {
    private static func node(
        _ host: UInt128, key: String? = "a", number: UInt32 = 1, role: ProtectionRole = .homeAgent
    ) -> NegotiatedNode {
        let network: UInt128 = 0x2001_0db8_0001 << 80
        return NegotiatedNode(
            homeAddress: IPv6Address(rawValue: network | host),
            homeAgentAddresses: [IPv6Address(rawValue: network | 1)],
            exchange: InternetKeyExchange(
                localIdentity: "ha.example", remoteIdentity: "mn@example",
                credential: key.map { .preSharedKey(SecretKey(octets: Array($0.utf8))) }
                    ?? .certificate(file: "ha.pem")),
            protection: .nothing, number: number, role: role)
    }

    private static func wanted(_ nodes: NegotiatedNode...) -> [String: NegotiatedNode] {
        Dictionary(uniqueKeysWithValues: nodes.map { ($0.name, $0) })
    }

    private static func association(of node: NegotiatedNode, local: String = "ha.example", reqid: UInt32) throws
        -> StrongSwanAssociation
    {
        try #require(
            StrongSwanAssociation(
                name: node.name,
                [
                    "uniqueid": "7", "local-id": .text(local),
                    "child-sas": .section(["mobility-1": .section(["name": "mobility", "reqid": .text(reqid)])]),
                ]))
    }

    @Test func whatStrongSwanHasNotIsLoaded() {
        let (first, second) = (Self.node(0x100), Self.node(0x101, key: nil))
        #expect(
            StrongSwanStep.plan(Self.wanted(first, second), loaded: [:], StrongSwanInventory())
                == [.loadAuthorities, .load(first), .load(second)])
    }

    @Test func whatStrongSwanHasStays() throws {
        let node = Self.node(0x100)
        let association = try Self.association(of: node, reqid: 0x6276_0001)
        let inventory = StrongSwanInventory(
            connections: [node.name], keys: [node.name], associations: ["7": association])
        #expect(StrongSwanStep.plan(Self.wanted(node), loaded: Self.wanted(node), inventory).isEmpty)
    }

    /// `swanctl --load-all` unloads what is not in its files.
    @Test func whatSomebodyTookAwayIsLoadedAgain() {
        let node = Self.node(0x100)
        let wanted = Self.wanted(node)
        #expect(
            StrongSwanStep.plan(wanted, loaded: wanted, StrongSwanInventory(keys: [node.name])) == [.load(node)])
        #expect(
            StrongSwanStep.plan(wanted, loaded: wanted, StrongSwanInventory(connections: [node.name])) == [.load(node)])
    }

    /// A daemon that was killed, and whose lines were removed before it began anew.
    @Test func whatIsWantedNoMoreIsTakenAway() throws {
        let node = Self.node(0x100)
        let association = try Self.association(of: node, reqid: 0x6276_0001)
        let inventory = StrongSwanInventory(
            connections: [node.name], keys: [node.name], associations: ["7": association])
        #expect(
            StrongSwanStep.plan([:], loaded: [:], inventory)
                == [.unload(name: node.name), .unloadKey(name: node.name), .terminate(identifier: "7")])
    }

    @Test func whatWasNegotiatedOtherwiseEnds() throws {
        let node = Self.node(0x100)
        for association in [
            try Self.association(of: node, local: "other.example", reqid: 0x6276_0001),
            try Self.association(of: node, reqid: 0x6276_0002),
        ] {
            let inventory = StrongSwanInventory(
                connections: [node.name], keys: [node.name], associations: ["7": association])
            #expect(
                StrongSwanStep.plan(Self.wanted(node), loaded: Self.wanted(node), inventory)
                    == [.terminate(identifier: "7")])
        }
    }

    /// strongSwan says `%any` of who it is until it has said so to the other end.
    @Test func whatIsBeingNegotiatedGoesOn() throws {
        for role in [ProtectionRole.homeAgent, .mobileNode] {
            let node = Self.node(0x100, role: role)
            let association = try #require(
                StrongSwanAssociation(
                    name: node.name, ["uniqueid": "7", "state": "CONNECTING", "local-id": "%any"]))
            let inventory = StrongSwanInventory(
                connections: [node.name], keys: [node.name], associations: ["7": association])
            #expect(StrongSwanStep.plan(Self.wanted(node), loaded: Self.wanted(node), inventory).isEmpty)
        }
    }

    @Test func anotherKeyEndsWhatTheFormerProved() {
        let (former, node) = (Self.node(0x100, key: "a"), Self.node(0x100, key: "b"))
        #expect(
            StrongSwanStep.plan(from: Self.wanted(former), to: Self.wanted(node)) == [
                .unload(name: node.name), .unloadKey(name: node.name), .terminateAll(name: node.name), .load(node),
            ])
        #expect(StrongSwanStep.plan(from: Self.wanted(node), to: Self.wanted(node)).isEmpty)
    }

    /// As it does, and as its associations end by themselves, by the home agent, or by somebody who tells strongSwan to.
    @Test func aMobileNodeBeginsAndBeginsAgain() throws {
        let node = Self.node(0x100, role: .mobileNode)
        let wanted = Self.wanted(node)
        let everything = StrongSwanStep.initiate(node, children: ["mobility", "prefix-discovery"])
        #expect(StrongSwanStep.plan(from: [:], to: wanted) == [.load(node), everything])
        #expect(StrongSwanStep.plan(wanted, loaded: [:], StrongSwanInventory()) == [.load(node), everything])

        var inventory = StrongSwanInventory(connections: [node.name], keys: [node.name])
        var association = try Self.association(of: node, reqid: 0x6276_0001)
        association.isAtRest = true
        inventory.associations = ["7": association]
        #expect(
            StrongSwanStep.plan(wanted, loaded: wanted, inventory)
                == [.initiate(node, children: ["prefix-discovery"])])
        association.isAtRest = false
        inventory.associations = ["7": association]
        #expect(StrongSwanStep.plan(wanted, loaded: wanted, inventory).isEmpty)
    }

    @Test func anAssociationIsAtRestWhenNothingIsToBeDone() throws {
        let node = Self.node(0x100)
        let states: [(ViciMessage, Bool)] = [
            (["uniqueid": "7", "state": "ESTABLISHED"], true),
            (["uniqueid": "7", "state": "CONNECTING"], false),
            (["uniqueid": "7", "state": "ESTABLISHED", "tasks-active": ["IKE_MOBIKE"]], false),
            (["uniqueid": "7", "state": "ESTABLISHED", "tasks-queued": ["CHILD_CREATE"]], false),
        ]
        for (message, isAtRest) in states {
            #expect(try #require(StrongSwanAssociation(name: node.name, message)).isAtRest == isAtRest)
        }
    }

    @Test func anotherHomeAgentIsNegotiatedWithAnew() throws {
        let node = Self.node(0x100, role: .mobileNode)
        var association = try Self.association(of: node, reqid: 0x6276_0001)
        for (address, fits) in [("2001:db8:1::1", true), ("2001:db8:1::2", false)] {
            association.remoteAddress = address
            #expect(association.fits(node) == fits)
        }
    }

    @Test func namesAreThoseOfHomeAddresses() {
        let node = Self.node(0x100)
        #expect(node.name == "haos-2001:db8:1::100")
        #expect(NegotiatedNode.homeAddress(ofName: node.name) == node.homeAddress)
        for name in ["home", "haos-", "haos-x", "HAOS-::1", "2001:db8:1::100"] {
            #expect(NegotiatedNode.homeAddress(ofName: name) == nil)
        }
    }
}
