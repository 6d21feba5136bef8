import Core
import Testing

/// Home prefixes that a mobile node asks for (RFC 6275 sections 11.4.2 and 11.4.3).
@Suite struct HomePrefixDiscoveryTests {
    private static let otherPrefix = IPv6Prefix("2001:db8:99::/64") ?? IPv6Prefix(.unspecified)

    /// A node whose home agent says that prefix discovery is necessary.
    private func makeNode(lifetime: UInt32 = 600) -> RoamingNode {
        var node = RoamingNode { $0.lifetime = lifetime }
        node.attach([.foreign()])
        node.answer { $0.status = .acceptedButPrefixDiscoveryNecessary }
        return node
    }

    private func solicitations(_ node: RoamingNode) -> [SentPacket] {
        node.sent.filter { if case .mobilePrefixSolicitation = $0.read.icmpv6 { true } else { false } }
    }

    private func identifier(_ node: RoamingNode) -> UInt16 {
        if case .mobilePrefixSolicitation(let message) = solicitations(node).last?.read.icmpv6 {
            return message.identifier
        }
        return 0
    }

    private func information(
        _ prefix: IPv6Prefix, valid: UInt32 = 3600, preferred: UInt32 = 1800, router: IPv6Address? = nil
    ) -> NeighborDiscoveryOption {
        .prefixInformation(
            PrefixInformation(
                prefix: prefix, routerAddress: router, validLifetime: valid, preferredLifetime: preferred))
    }

    private func advertisement(
        _ identifier: UInt16, _ options: [NeighborDiscoveryOption], from source: IPv6Address = Place.homeAgent,
        to destination: IPv6Address = Place.careOf, hasRoutingHeader: Bool = true,
        _ change: (inout MobilePrefixAdvertisement) -> Void = { _ in }
    ) -> [UInt8] {
        var message = MobilePrefixAdvertisement(identifier: identifier, options: options)
        change(&message)
        var builder = IPv6PacketBuilder(source: source, destination: destination)
        builder.routingHeaderHomeAddress = hasRoutingHeader ? Place.homeAddress : nil
        return builder.packet(.mobilePrefixAdvertisement(message))
    }

    @Test func statusOneAsks() throws {
        let node = makeNode()
        let packet = try #require(solicitations(node).first)
        #expect(packet.source == Place.careOf && packet.destination == Place.homeAgent)
        #expect(packet.homeAddressOption == Place.homeAddress)
        #expect(solicitations(RoamingNode.registered()).isEmpty)
    }

    @Test func whatIsToldOfTheHomeLinkIsShown() {
        var node = makeNode()
        #expect(node.status?.homeLink == nil)
        let (first, end) = (identifier(node), node.now + .seconds(7200))
        node.receive(
            advertisement(first, [information(Place.homePrefix, valid: 7200, preferred: .max)]) {
                $0.hasManagedAddresses = true
            })
        #expect(node.status?.homeLink == HomeLinkInformation(hasManagedAddresses: true, validity: end))
        node.advance(by: .seconds(11))
        node.receive(advertisement(first, []))
        node.receive(advertisement(identifier(node), []) { $0.hasOtherConfiguration = true })
        #expect(
            node.status?.homeLink == HomeLinkInformation(hasOtherConfiguration: true, validity: end),
            "what is not told again is as it was")
    }

    @Test func withoutAnAnswerItIsAskedAgain() {
        var node = makeNode()
        let start = node.now
        node.advance(by: .seconds(200))
        #expect(solicitations(node).map { ($0.time - start).components.seconds } == [0, 3, 9, 21, 45, 77])
    }

    @Test func whoDidNotAnswerIsAskedAgainOnceItAnswersSomethingElse() {
        var node = makeNode()
        node.advance(by: .seconds(200))
        node.forget()
        node.advance(by: .seconds(300))
        node.answer()
        #expect(solicitations(node).count == 1)
    }

    @Test func whatDoesNotTellTheHomePrefixStopsNoQuestion() {
        var node = makeNode(lifetime: 7200)
        node.receive(advertisement(identifier(node), [information(Place.homePrefix, valid: 7200, preferred: .max)]))
        node.advance(by: .seconds(11))
        node.receive(advertisement(0, []))
        node.receive(advertisement(identifier(node), []))
        node.forget()
        node.advance(by: .seconds(5400))
        #expect(!solicitations(node).isEmpty)
    }

    /// At home, routers have told more of it meanwhile.
    @Test func aPrefixThatWasToHaveEndedAtHomeKeepsNobodyFromLeaving() throws {
        var node = makeNode()
        node.receive(advertisement(identifier(node), [information(Place.homePrefix, valid: 7200, preferred: .max)]))
        node.attach([.home()])
        node.answer()
        node.advance(by: .seconds(8000))
        node.forget()
        node.attach([.foreign()])
        #expect(try #require(node.updates.last?.bindingUpdate).lifetime == 150)
        node.answer()
        #expect(node.state == .registered && solicitations(node).count == 1)
    }

    @Test func whatIsNoAnswerIsDropped() {
        var node = makeNode()
        let right = identifier(node)
        let options = [information(Place.homePrefix)]
        #expect(node.drop(of: advertisement(right &+ 1, options)) == .prefixAdvertisementUnexpected)
        #expect(
            node.drop(of: advertisement(right, options, from: Place.elsewhere)) == .prefixAdvertisementUnexpected)
        #expect(
            node.drop(of: advertisement(right, options, to: Place.otherCareOf)) == .prefixAdvertisementUnexpected)
        #expect(
            node.drop(of: advertisement(right, options, hasRoutingHeader: false)) == .prefixAdvertisementUnexpected)
        #expect(node.drop(of: advertisement(right, options)) == nil)
        #expect(node.drop(of: advertisement(right, options)) == .prefixAdvertisementUnexpected, "one for each question")
    }

    @Test func whatWasNotAskedForIsAskedForButNotTooOften() {
        var node = RoamingNode.registered()
        let options = [information(Place.homePrefix)]
        #expect(node.drop(of: advertisement(0, options)) == .prefixAdvertisementUnexpected)
        #expect(solicitations(node).count == 1)
        node.receive(advertisement(identifier(node), options))
        node.forget()
        for _ in 0..<100 { node.receive(advertisement(0, options)) }
        #expect(solicitations(node).isEmpty)
        node.advance(by: .seconds(10))
        #expect(solicitations(node).count == 1, "late, but not never")
        node.receive(advertisement(identifier(node), options))
        node.forget()
        node.advance(by: .seconds(10))
        #expect(solicitations(node).isEmpty)
        node.receive(advertisement(0, options))
        #expect(solicitations(node).count == 1)
    }

    @Test func beforeThePrefixEndsItIsAskedAgain() {
        var node = makeNode(lifetime: 7200)
        node.receive(advertisement(identifier(node), [information(Place.homePrefix, valid: 7200, preferred: 4000)]))
        node.forget()
        node.advance(by: .seconds(2999))
        #expect(solicitations(node).isEmpty)
        node.advance(by: .seconds(1))
        #expect(solicitations(node).count == 1)
    }

    @Test func withoutAHomeAgentTheQuestionWaits() {
        var node = makeNode()
        node.receive(advertisement(identifier(node), [information(Place.homePrefix, valid: 7200, preferred: 4000)]))
        node.forget()
        node.advance(by: .seconds(3500))
        #expect(solicitations(node).isEmpty && node.state == .registering)
        node.answer()
        #expect(solicitations(node).count == 1)
    }

    @Test func whatIsValidForEverIsNotAskedForAgain() {
        var node = makeNode()
        node.receive(advertisement(identifier(node), [information(Place.homePrefix, valid: .max, preferred: .max)]))
        node.forget()
        for _ in 0..<100 {
            node.advance(by: .seconds(450))
            node.answer()
        }
        #expect(solicitations(node).isEmpty)
    }

    @Test func noLongerThanTheHomePrefixIsValid() {
        var node = makeNode()
        node.receive(advertisement(identifier(node), [information(Place.homePrefix, valid: 500, preferred: 0)]))
        node.forget()
        node.advance(by: .seconds(450))
        #expect(node.updates.first?.bindingUpdate?.lifetime == 12)
    }

    @Test func aNewPrefixMakesANewHomeAddressWhenTheOldOneIsGivenUp() throws {
        var node = makeNode()
        let router = IPv6Address(rawValue: Self.otherPrefix.address.rawValue | 1)
        node.receive(
            advertisement(
                identifier(node),
                [information(Place.homePrefix), information(Self.otherPrefix, router: router)]))
        #expect(node.engine.mobileNodeStatus.homeAddresses.count == 1, "the old one is still good")
        node.advance(by: .seconds(11))
        node.receive(advertisement(0, []))
        node.forget()
        node.advance(by: .seconds(4))
        let options = [
            information(Place.homePrefix, preferred: 0), information(Self.otherPrefix, router: router),
        ]
        node.receive(advertisement(identifier(node), options))
        let homes = node.engine.mobileNodeStatus.homeAddresses
        #expect(homes.map(\.isAutoConfigured) == [false, true])
        let new = try #require(homes.last)
        #expect(new.homeAddress.prefix == Self.otherPrefix)
        #expect(new.homeAddress.address.interfaceIdentifier == Place.homeAddress.interfaceIdentifier)
        #expect(new.homeAgent == router && new.state == .registering)
        #expect(node.updates.last?.destination == router)
        #expect(node.updates.last?.isSignedUpdate == true)
    }

    @Test func theRealHomeAgentTellsAndIsUnderstood() {
        var network = MobileNetwork()
        network.attach([.foreign()])
        network.run(for: .seconds(2))
        network.withNode { $0.receive(advertisement(0, [])) }
        network.run(for: .seconds(1))
        #expect(network.node.counters.mobileNode.prefixSolicitationsSent == 1)
        #expect(network.node.counters.mobileNode.prefixAdvertisementsReceived == 1)
    }
}
