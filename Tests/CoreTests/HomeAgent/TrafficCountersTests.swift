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
        #expect(counters.bindingUpdatesReceived == 7)
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
}
