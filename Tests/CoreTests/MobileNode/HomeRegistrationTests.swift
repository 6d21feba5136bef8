import Core
import Testing

/// The registration with the home agent (RFC 6275 sections 11.7.1, 11.7.3 and 11.8).
@Suite struct HomeRegistrationTests {
    @Test func theUpdateHasAllThatItMustHave() throws {
        var node = RoamingNode()
        #expect(node.state == .detached)
        node.attach([.foreign()])
        let packet = try #require(node.updates.first)
        let update = try #require(packet.bindingUpdate)
        #expect(node.sent.count == 1 && node.state == .registering)
        #expect(packet.source == Place.careOf && packet.destination == Place.homeAgent)
        #expect(packet.homeAddressOption == Place.homeAddress)
        #expect(packet.alternateCareOfAddress == Place.careOf)
        #expect(update.flags == [.acknowledge, .homeRegistration])
        #expect(update.lifetime == 150)
        #expect(packet.isSignedUpdate)
        let router = try #require(Attachment.foreign().routerLinkLayerAddress)
        #expect(packet.packet.delivery == .neighbor(.first, router))
    }

    @Test func withoutAKeyThereIsNoAuthentication() throws {
        var node = RoamingNode { $0.homeAddresses[0].authentication = nil }
        node.attach([.foreign()])
        #expect(node.updates.first?.bindingUpdate?.options == [.alternateCareOfAddress(Place.careOf)])
        node.answer { $0.key = nil }
        #expect(node.state == .registered)
    }

    @Test func nothingGoesFromTheHomeAddressBeforeItIsRegistered() {
        var node = RoamingNode()
        #expect(node.place == .idle && node.tunnel == nil)
        node.attach([.foreign()])
        #expect(node.place == .idle && node.tunnel == nil)
        // What the home agent tunnels as soon as it has the binding is not lost.
        #expect(node.openAt == [Place.careOf])
        node.answer()
        #expect(node.state == .registered && node.place == .abroad)
        #expect(
            node.tunnel
                == MobileTunnel(
                    homeAddress: Place.homeAddress, careOfAddress: Place.careOf, homeAgentAddress: Place.homeAgent,
                    interface: .first, router: Attachment.foreign().router))
    }

    @Test func whereTheLinkHasNoLinkLayerAddressesTheLinkIsEnough() {
        var node = RoamingNode()
        node.attach([.foreign().with { $0.routerLinkLayerAddress = nil }])
        #expect(node.updates.first?.packet.delivery == .link(.first))
    }

    @Test func theLinkLocalAddressOfTheSameIdentifierIsRegisteredToo() {
        var node = RoamingNode()
        var link = Link.mobile(.first)
        link.addresses[0].address = .linkLocal(interfaceIdentifier: Place.homeAddress.interfaceIdentifier)
        node.handle(.linkChanged(link))
        node.attach([.foreign()])
        #expect(
            node.updates.first?.bindingUpdate?.flags
                == [.acknowledge, .homeRegistration, .linkLocalAddressCompatibility])
    }

    // MARK: Again and again

    @Test func withoutAnAnswerItIsSentAgainEverMoreSeldom() {
        var node = RoamingNode()
        node.attach([.foreign()])
        let start = node.now
        node.advance(by: .seconds(160))
        let moments = node.updates.map { ($0.time.nanoseconds - start.nanoseconds) / 500_000_000 }
        #expect(moments == [0, 3, 9, 21, 45, 93, 157, 221, 285])
        let numbers = node.updates.compactMap { $0.bindingUpdate?.sequenceNumber }
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 &+ 1 })
        #expect(node.updates.allSatisfy { $0.isSignedUpdate })
        #expect(node.entry?.retransmissions == 8)
    }

    @Test func laterOnesWaitOneSecondAtFirst() {
        var node = RoamingNode.registered()
        node.attach([.foreign(3)])
        let start = node.now
        node.advance(by: .seconds(8))
        #expect(node.updates.map { ($0.time - start).components.seconds } == [0, 1, 3, 7])
    }

    @Test func numbersBeginAnywhere() {
        let first = (1...20 as ClosedRange<UInt64>).map { seed -> UInt16? in
            var node = RoamingNode(seed: seed)
            node.attach([.foreign()])
            return node.updates.first?.bindingUpdate?.sequenceNumber
        }
        #expect(Set(first).count > 15)
    }

    @Test func itIsRenewedInTime() throws {
        var node = RoamingNode.registered()
        node.advance(by: .seconds(449))
        #expect(node.sent.isEmpty)
        node.advance(by: .seconds(1))
        #expect(node.updates.count == 1 && node.state == .registered)
        node.answer()
        node.forget()
        node.advance(by: .seconds(449))
        #expect(node.sent.isEmpty)
    }

    @Test func theHomeAgentMayWantToHearSooner() {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.answer { $0.options = [.bindingRefreshAdvice(25)] }
        node.forget()
        node.advance(by: .seconds(99))
        #expect(node.sent.isEmpty)
        node.advance(by: .seconds(1))
        #expect(node.updates.count == 1)
    }

    @Test func adviceThatIsNoneIsNotFollowed() {
        for advice in [0, 151, 65_535] as [UInt16] {
            var node = RoamingNode()
            node.attach([.foreign()])
            node.answer { $0.options = [.bindingRefreshAdvice(advice)] }
            node.forget()
            node.advance(by: .seconds(449))
            #expect(node.sent.isEmpty)
        }
    }

    @Test func lessThanWasAskedForCountsFromTheUpdate() throws {
        var node = RoamingNode()
        node.attach([.foreign()])
        let sent = node.now
        node.advance(by: .milliseconds(700))
        node.answer { $0.lifetime = 10 }
        #expect(node.entry?.expiry == sent + .seconds(40))
        #expect(node.entry?.lifetime == 40)
        node.forget()
        node.advance(by: .milliseconds(29_299))
        #expect(node.sent.isEmpty)
        node.advance(by: .milliseconds(1))
        #expect(node.updates.count == 1)
    }

    @Test func whatIsNotRenewedEnds() {
        var node = RoamingNode.registered()
        node.advance(by: .seconds(601))
        #expect(node.state == .registering && node.place == .idle && node.tunnel == nil)
        #expect(
            node.observations.contains {
                if case .mobileNode(.bindingEnded) = $0 { true } else { false }
            })
        node.answer()
        #expect(node.state == .registered && node.place == .abroad)
    }

    @Test func noLongerThanTheCareOfAddressIsValid() {
        var node = RoamingNode()
        let expiry = node.now + .seconds(103)
        node.attach([.foreign().with { $0.careOfAddressExpiry = expiry }])
        #expect(node.updates.first?.bindingUpdate?.lifetime == 25)
    }

    @Test func anAddressThatEndsAtOnceIsNotRegistered() {
        var node = RoamingNode()
        let expiry = node.now + .seconds(3)
        node.attach([.foreign().with { $0.careOfAddressExpiry = expiry }])
        node.advance(by: .seconds(2))
        #expect(node.updates.isEmpty)
        node.attach([.foreign()])
        node.advance(by: .seconds(2))
        #expect(node.updates.count == 1)
    }

    @Test func theLongestLifetimeFitsItsField() {
        var node = RoamingNode { $0.lifetime = 262_140 }
        node.attach([.foreign()])
        #expect(node.updates.first?.bindingUpdate?.lifetime == 65_535)
    }

    @Test func atMostThreeASecond() {
        var node = RoamingNode.registered()
        let start = node.now
        for number in 0..<60 {
            node.attach([.foreign(3 + number % 4)])
            node.advance(by: .milliseconds(50))
        }
        #expect(node.now - start == .seconds(3))
        #expect((8...12).contains(node.updates.count))
        for (index, update) in node.updates.enumerated() where index >= 3 {
            #expect(update.time - node.updates[index - 3].time >= .seconds(1))
        }
        node.advance(by: .seconds(1))
        #expect(node.updates.last?.source == node.attachments.first?.careOfAddress)
    }
}
