import Core
import Testing

/// The return to the home link (RFC 6275 section 11.5.5).
@Suite struct ReturningHomeTests {
    private static let target = NeighborTarget(interface: .first, address: Place.homeAgent)

    /// The home agent tells its link-layer address.
    private func advertise(_ node: inout RoamingNode, _ target: IPv6Address = Place.homeAgent) {
        let message = NeighborAdvertisement(
            flags: [.router, .override], target: target,
            options: [.targetLinkLayerAddress(Place.homeAgentLinkLayer)])
        node.receive(
            IPv6PacketBuilder(source: target, destination: .allNodes, hopLimit: 255)
                .packet(.neighborAdvertisement(message)))
    }

    @Test func theBindingIsDeletedBeforeTheHomeAddressIsUsed() throws {
        var node = RoamingNode.registered()
        node.attach([.home()])
        #expect(node.updates.isEmpty, "the home agent's link-layer address is not known")
        let solicitation = try #require(node.sent.first)
        #expect(solicitation.neighborSolicitation?.target == Place.homeAgent && solicitation.source == .unspecified)
        #expect(node.plane.watches == [Self.target])
        #expect(node.place == .abroad, "nothing is sent from it on the home link")
        advertise(&node)
        let packet = try #require(node.updates.first)
        let update = try #require(packet.bindingUpdate)
        #expect(packet.source == Place.homeAddress && packet.homeAddressOption == nil)
        #expect(update.lifetime == 0 && update.flags == [.acknowledge, .homeRegistration])
        #expect(packet.isSignedUpdate)
        #expect(packet.packet.delivery == .neighbor(.first, Place.homeAgentLinkLayer))
        #expect(
            node.place
                == .atHome(.first, router: Place.homeAgentLinkLocal, detectsDuplicates: false))
        #expect(node.tunnel == nil && node.plane.watches.isEmpty && node.state == .registering)
    }

    @Test func afterTheAnswerAllNodesLearnWhereItIs() throws {
        var node = RoamingNode.registered()
        node.attach([.home()])
        advertise(&node)
        #expect(node.sent.allSatisfy { $0.neighborAdvertisement == nil })
        node.forget()
        node.advance(by: .milliseconds(500))
        node.attach([.home()])
        node.answerHome()
        #expect(node.state == .atHome)
        node.advance(by: .seconds(10))
        let advertisements = node.sent.filter { $0.neighborAdvertisement != nil }
        #expect(advertisements.count == 3)
        let packet = try #require(advertisements.first)
        #expect(packet.source == Place.homeAddress && packet.destination == .allNodes)
        #expect(packet.neighborAdvertisement?.flags == .override)
        #expect(packet.neighborAdvertisement?.target == Place.homeAddress)
        #expect(node.plane.entrances.isEmpty && node.entry == nil)
        #expect(node.status?.handovers == 1)
    }

    @Test func withoutABindingNobodyIsAskedAndDuplicatesAreLookedFor() {
        var node = RoamingNode()
        node.attach([.home()])
        #expect(node.sent.isEmpty && node.state == .atHome)
        #expect(node.place == .atHome(.first, router: Place.homeAgentLinkLocal, detectsDuplicates: true))
        node = RoamingNode.registered()
        node.attach([])
        node.advance(by: .seconds(601))
        node.attach([.home()])
        #expect(node.sent.isEmpty && node.state == .atHome)
        #expect(node.place == .atHome(.first, router: Place.homeAgentLinkLocal, detectsDuplicates: true))
    }

    @Test func aSilentHomeAgentIsReachedAsTheKernelFindsIt() {
        var node = RoamingNode.registered()
        node.attach([.home()])
        node.advance(by: .milliseconds(2999))
        #expect(node.sent.count == 3 && node.updates.isEmpty)
        node.advance(by: .milliseconds(1))
        #expect(node.updates.first?.packet.delivery == .link(.first))
    }

    @Test func aHomeAgentThatNeverAnswersIsNotWaitedForForEver() {
        var node = RoamingNode.registered()
        node.attach([.home()])
        advertise(&node)
        node.advance(by: .seconds(120))
        #expect(node.updates.count == 5 && node.state == .atHome)
        #expect(node.entry == nil)
    }

    @Test func aHomeAgentThatKnowsNothingHasNoBinding() {
        var node = RoamingNode.registered()
        node.attach([.home()])
        advertise(&node)
        node.answer { $0.status = .notHomeAgentForThisMobileNode }
        #expect(node.state == .atHome)
    }

    @Test func theNumberOfADeletionIsRepairedToo() {
        var node = RoamingNode.registered()
        node.attach([.home()])
        advertise(&node)
        node.answer {
            $0.status = .sequenceNumberOutOfWindow
            $0.sequenceNumber &+= 50
        }
        #expect(node.updates.count == 2)
        node.answer()
        #expect(node.state == .atHome)
    }

    @Test func awayAgainItRegistersAnew() {
        var node = RoamingNode.registered()
        node.attach([.home()])
        advertise(&node)
        node.attach([.foreign()])
        #expect(node.updates.last?.bindingUpdate?.lifetime == 150)
        #expect(node.place == .idle && node.state == .registering)
        node.answer()
        #expect(node.place == .abroad && node.state == .registered)
        #expect(node.plane.watches.isEmpty)
    }

    @Test func theBetterLinkDecides() {
        var node = RoamingNode.registered()
        node.attach([.foreign(), .home(on: .second)])
        #expect(node.sent.isEmpty && node.state == .registered)
        node.attach([.home(on: .second), .foreign()])
        #expect(node.tunnel?.careOfAddress == Place.careOf, "the old link serves until the home agent is told")
    }

    @Test func leavingInTheMiddleEndsTheWatch() {
        var node = RoamingNode.registered()
        node.attach([.home()])
        #expect(!node.plane.watches.isEmpty)
        node.attach([])
        #expect(node.plane.watches.isEmpty)
        advertise(&node)
        #expect(node.updates.isEmpty)
    }

    @Test func whatOthersAdvertiseIsNotTheHomeAgent() {
        var node = RoamingNode.registered()
        node.attach([.home()])
        advertise(&node, Place.correspondent)
        #expect(node.updates.isEmpty)
    }
}

extension RoamingNode {
    /// The home agent answers the next deletion.
    fileprivate mutating func answerHome() {
        advance(by: .seconds(1))
        answer()
    }
}
