import Core
import Testing

/// Counters are made of observations alone, so that they cannot disagree with the log.
@Suite struct TrafficCountersTests {
    @Test func aNodesDayIsCounted() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.receive(node.update(movedTo: Place.otherCareOf))
        world.receive(node.draft())
        world.receive(node.deregistration())
        world.receive(node.draft().with { $0.signatures = [] })
        world.receive(BindingUpdateDraft().with { $0.type = 99 })
        world.receive(BindingUpdateDraft().with { $0.payloadProtocol = 6 })
        var other = MobileNode(homeAddress: Place.otherHomeAddress, careOfAddress: Place.otherCareOf)
        world.register(&other, lifetime: 1)
        world.advance(by: .seconds(60))
        var unlucky = node
        world.receive(unlucky.update())
        world.receiveAdvertisement(of: Place.homeAddress)

        let counters = world.counters
        #expect(counters.mobilityMessagesReceived == 9)
        #expect(counters.malformedMessages == [.payloadProtocol: 1])
        #expect(counters.malformedBindingUpdates == [.payloadProtocol: 1])
        #expect(counters.bindingUpdatesReceived == 7)
        #expect(counters.bindingUpdatesWithoutHomeAddressOption == 0)
        #expect(
            counters.bindingAcknowledgementsSent == [
                .accepted: 4, .sequenceNumberOutOfWindow: 1, .duplicateAddressDetectionFailed: 1,
            ])
        #expect(counters.bindingErrorsSent == [.unrecognizedMessageType: 1])
        #expect(counters.parameterProblemsSent == 1)
        #expect(counters.registrations == 2)
        #expect(counters.deregistrations == 1)
        #expect(counters.expirations == 1)
        #expect(counters.duplicateAddresses == 1)
        #expect(counters.dropped == [.authenticationMissing: 1])
        #expect(counters.routerAdvertisementsSent > 50)
    }

    /// What the layout of `show ipv6 mobile traffic` asks for beside plain numbers.
    @Test func whatIsWrongIsCountedByWhatItIs() {
        var (world, node) = (World(), MobileNode())
        world.receive(node.update().with { $0.isTooShort = true })
        world.receive(node.update().with { $0.options = [[3, 4, 0, 0, 0, 0]] })
        world.receive(node.update().with { $0.hasWrongChecksum = true })
        world.receive(BindingUpdateDraft().with { ($0.type, $0.isTooShort) = (6, true) })
        world.receive(node.deregistrationAtHome())
        var cut = node.update().packet
        cut[65] = 200
        world.receive(cut)
        let counters = world.counters
        #expect(counters.mobilityMessagesReceived == 6)
        #expect(counters.malformedMessages == [.headerLength: 2, .optionLength: 1, .checksum: 1, .truncated: 1])
        #expect(
            counters.malformedBindingUpdates == [.headerLength: 1, .optionLength: 1, .checksum: 1, .truncated: 1])
        #expect(counters.bindingUpdatesReceived == 1)
        #expect(counters.bindingUpdatesWithoutHomeAddressOption == 1)
    }

    @Test func theLastOfEachKindIsRemembered() {
        var (world, node) = (World(), MobileNode())
        #expect(world.counters.answers == RegistrationAnswers())
        world.register(&node)
        let accepted = world.now
        world.advance(by: .seconds(30))
        world.receive(node.draft())
        #expect(world.counters.answers.lastAcceptance == accepted)
        #expect(world.counters.answers.lastRefusal?.moment == accepted + .seconds(30))
        #expect(world.counters.answers.lastRefusal?.status == .sequenceNumberOutOfWindow)
        #expect(world.counters.correspondent.answers == RegistrationAnswers())
    }

    @Test func answersOfTheCorrespondentAreNoneOfTheHomeAgents() {
        var (world, peer) = (World(), Peer())
        world.bind(&peer)
        let accepted = world.now
        world.advance(by: .seconds(30))
        world.receive(peer.repeatedUpdate())
        #expect(world.counters.answers == RegistrationAnswers())
        #expect(world.counters.correspondent.answers.lastAcceptance == accepted)
        #expect(world.counters.correspondent.answers.lastRefusal?.moment == accepted + .seconds(30))
        #expect(world.counters.correspondent.answers.lastRefusal?.status == .sequenceNumberOutOfWindow)
    }
}
