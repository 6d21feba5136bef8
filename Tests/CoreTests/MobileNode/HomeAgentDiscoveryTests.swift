import Core
import Testing

/// Home agents that are asked for (RFC 6275 section 11.4.1).
@Suite struct HomeAgentDiscoveryTests {
    private static let other = IPv6Address(rawValue: Place.homeAgent.rawValue + 1)

    private func makeNode() -> RoamingNode {
        var node = RoamingNode { $0.homeAddresses[0].homeAgent = .discover }
        node.attach([.foreign()])
        return node
    }

    private func requests(_ node: RoamingNode) -> [SentPacket] {
        node.sent.filter { $0.addressDiscoveryRequest != nil }
    }

    private func reply(
        _ addresses: [IPv6Address], to node: inout RoamingNode, identifier offset: UInt16 = 0,
        at destination: IPv6Address = Place.careOf
    ) -> DropReason? {
        let identifier = (requests(node).last?.addressDiscoveryRequest?.identifier ?? 0) &+ offset
        let message = HomeAgentAddressDiscoveryReply(identifier: identifier, addresses: addresses)
        let octets = IPv6PacketBuilder(source: Place.homeAgent, destination: destination)
            .packet(.homeAgentAddressDiscoveryReply(message))
        return node.drop(of: octets)
    }

    @Test func theAnycastAddressOfTheHomePrefixIsAsked() throws {
        let node = makeNode()
        let packet = try #require(requests(node).first)
        #expect(node.sent.count == 1)
        #expect(packet.source == Place.careOf && packet.destination == DiscoveryRequestDraft.anycast)
        #expect(packet.homeAddressOption == nil)
        #expect(node.status?.homeAgent == nil && node.state == .registering)
    }

    @Test func whoAnswersIsAskedInOrder() {
        var node = makeNode()
        #expect(reply([Self.other, Place.homeAgent], to: &node) == nil)
        #expect(node.updates.map(\.destination) == [Self.other])
        node.advance(by: .seconds(60))
        let destinations = node.updates.map(\.destination)
        #expect(
            Array(destinations.prefix(6)) == [Self.other, Self.other, Self.other]
                + Array(repeating: Place.homeAgent, count: 3))
        for (first, second) in zip(node.updates, node.updates.dropFirst()) where first.destination != second.destination
        {
            #expect(second.time - first.time >= .milliseconds(1500))
        }
    }

    @Test func theNextIsAskedWhenOneRefuses() {
        var node = makeNode()
        _ = reply([Self.other, Place.homeAgent], to: &node)
        node.answer { $0.status = .insufficientResources }
        node.advance(by: .milliseconds(1499))
        #expect(node.updates.count == 1)
        node.advance(by: .milliseconds(1))
        #expect(node.updates.last?.destination == Place.homeAgent)
        node.answer()
        #expect(node.state == .registered && node.status?.homeAgent == Place.homeAgent)
    }

    @Test func fourTimesItIsAskedAgain() {
        var node = makeNode()
        let start = node.now
        node.advance(by: .seconds(93))
        #expect(requests(node).map { ($0.time - start).components.seconds } == [0, 3, 9, 21, 45])
        node.advance(by: .seconds(32))
        #expect(requests(node).count == 6, "later it is asked anew")
        node.advance(by: .seconds(24 * 3600))
        #expect(requests(node).count < 1000)
    }

    @Test func whatAnswersNothingIsDropped() {
        var node = makeNode()
        #expect(reply([Self.other], to: &node, identifier: 1) == .addressDiscoveryReplyUnexpected)
        #expect(reply([Self.other], to: &node, at: Place.otherCareOf) == .addressDiscoveryReplyUnexpected)
        #expect(node.updates.isEmpty)
        #expect(reply([Self.other], to: &node) == nil)
        #expect(reply([Place.homeAgent], to: &node) == .addressDiscoveryReplyUnexpected)
        #expect(node.updates.map(\.destination) == [Self.other])
    }

    @Test func whatIsNoAddressOfAHomeAgentIsNotAsked() {
        var node = makeNode()
        _ = reply([], to: &node)
        _ = reply([.unspecified, .loopback, .allNodes, .linkLocal(interfaceIdentifier: 1)], to: &node)
        #expect(node.updates.isEmpty)
        _ = reply([.allNodes, Place.homeAgent, Place.homeAgent], to: &node)
        #expect(node.updates.map(\.destination) == [Place.homeAgent])
    }

    @Test func whereTheNodeMovesItIsAskedFromThere() {
        var node = makeNode()
        node.attach([.foreign(3)])
        #expect(requests(node).map(\.source) == [Place.careOf, Place.otherCareOf])
        #expect(requests(node)[0].addressDiscoveryRequest != requests(node)[1].addressDiscoveryRequest)
    }

    @Test func theOneThatServesStaysThatWay() {
        var node = makeNode()
        _ = reply([Place.homeAgent, Self.other], to: &node)
        node.answer()
        node.forget()
        node.attach([.foreign(3)])
        #expect(node.updates.map(\.destination) == [Place.homeAgent] && requests(node).isEmpty)
    }

    @Test func whenAllAreSilentTheyAreAskedForAgain() {
        var node = makeNode()
        _ = reply([Place.homeAgent], to: &node)
        node.forget()
        node.advance(by: .seconds(20))
        #expect(!requests(node).isEmpty)
        _ = reply([Self.other, Place.homeAgent], to: &node)
        #expect(node.updates.last?.destination == Place.homeAgent, "the current one goes first")
        node.advance(by: .seconds(10))
        #expect(node.updates.last?.destination == Self.other)
    }
}
