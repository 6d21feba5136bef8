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

    /// Both ask for the same home agent: what answers one answers the other, and one that leaves leaves the other's
    /// question alone.
    @Test func twoHomeAddressesAskForOneHomeAgent() throws {
        var node = RoamingNode.withTwoHomeAddresses()
        node.attach([.home()])
        #expect(node.plane.watches == [Self.target] && node.updates.isEmpty)
        node.configure { $0.homeAddresses.removeLast() }
        #expect(node.plane.watches == [Self.target], "the other still asks")
        advertise(&node)
        #expect(node.updates.last?.packet.delivery == .neighbor(.first, Place.homeAgentLinkLayer))
        #expect(node.plane.watches.isEmpty)

        node = RoamingNode.withTwoHomeAddresses()
        node.attach([.home()])
        advertise(&node)
        #expect(node.updates.map(\.source) == [Place.homeAddress, RoamingNode.secondHomeAddress.address])
        #expect(
            node.updates.allSatisfy { $0.packet.delivery == .neighbor(.first, Place.homeAgentLinkLayer) })
        #expect(node.plane.watches.isEmpty)
    }

    /// What the home agent answers would not be heard: nobody waits for it.
    @Test func aHomeAgentThatCannotBeHeardIsReachedAsTheKernelFindsIt() {
        var node = RoamingNode.withTwoHomeAddresses()
        node.plane.refusesWatches = true
        node.attach([.home()])
        #expect(node.updates.map(\.packet.delivery) == [.link(.first), .link(.first)])
        #expect(node.plane.watches.isEmpty)
        node.advance(by: .seconds(10))
        #expect(node.sent.filter { $0.neighborSolicitation != nil }.count <= 2, "nobody is asked in vain")
    }

    @Test func whatOthersAdvertiseIsNotTheHomeAgent() {
        var node = RoamingNode.registered()
        node.attach([.home()])
        advertise(&node, Place.correspondent)
        #expect(node.updates.isEmpty)
    }
}

extension RoamingNode {
    static let secondHomeAddress = InterfaceAddress(
        address: IPv6Address(rawValue: Place.homeAddress.rawValue + 0x100), prefixLength: 64)

    /// A node whose two home addresses of one home agent are registered.
    fileprivate static func withTwoHomeAddresses() -> Self {
        var node = RoamingNode {
            var second = HomeAddressConfiguration(secondHomeAddress)
            second.homeAgent = $0.homeAddresses[0].homeAgent
            second.authentication = $0.homeAddresses[0].authentication
            $0.homeAddresses.append(second)
        }
        node.attach([.foreign()])
        for answer in node.updates.compactMap({ AnswerDraft($0) }) { node.receive(answer.octets) }
        node.forget()
        return node
    }

    /// The home agent answers the next deletion.
    fileprivate mutating func answerHome() {
        advance(by: .seconds(1))
        answer()
    }
}
