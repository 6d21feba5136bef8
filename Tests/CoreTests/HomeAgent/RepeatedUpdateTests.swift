import Core
import Testing

/// Updates that arrive while an earlier one of the same node is being worked on: one detection, and in the end exactly
/// one acknowledgement, to the newest of them.
@Suite struct RepeatedUpdateTests {
    private func probing() -> (world: World, node: MobileNode) {
        var (world, node) = (World(), MobileNode())
        world.receive(node.update())
        world.advance(by: .milliseconds(400))
        return (world, node)
    }

    @Test func theSameUpdateTwiceIsOneRegistration() {
        var (world, node) = probing()
        world.receive(node.draft())
        world.receive(node.draft())
        world.advance(by: .milliseconds(600))
        #expect(world.acknowledgements.map { $0.acknowledgement?.sequenceNumber } == [node.sequenceNumber])
        #expect(world.neighborSolicitations.count == 1)
        world.advance(by: .seconds(30))
        #expect(world.acknowledgements.count == 1)
    }

    @Test func theNewestIsAcknowledged() throws {
        var (world, node) = probing()
        world.receive(node.update(movedTo: Place.otherCareOf, lifetime: 30))
        world.advance(by: .seconds(5))
        let acknowledgement = try #require(world.acknowledgements.first)
        #expect(world.acknowledgements.count == 1)
        #expect(acknowledgement.destination == Place.otherCareOf)
        #expect(acknowledgement.acknowledgement?.sequenceNumber == 2)
        #expect(acknowledgement.acknowledgement?.lifetime == 30)
        #expect(world.engine.binding(of: Place.homeAddress)?.careOfAddress == Place.otherCareOf)
        #expect(world.neighborSolicitations.count == 1, "there is one detection")
    }

    /// A retransmission begins nothing anew: however often it comes, detection ends when it was to end.
    @Test func repetitionDoesNotPutOffTheEnd() {
        var (world, node) = (World(), MobileNode())
        for _ in 0..<9 {
            world.receive(node.update())
            world.advance(by: .milliseconds(110))
        }
        #expect(world.acknowledgements.isEmpty)
        world.advance(by: .milliseconds(10))
        #expect(world.statuses == [.accepted])
        #expect(world.acknowledgements.first?.acknowledgement?.sequenceNumber == 9)
    }

    @Test func anOlderUpdateThatWasOvertakenIsDropped() {
        var (world, node) = (World(), MobileNode())
        let overtaken = node.update()
        world.receive(node.update(movedTo: Place.otherCareOf))
        #expect(world.outcome(of: overtaken) == .dropped(.supersededBindingUpdate))
        world.advance(by: .seconds(1))
        #expect(world.acknowledgements.map(\.destination) == [Place.otherCareOf])
    }

    @Test func aChangeOfTheLFlagIsProbedToo() {
        var (world, node) = probing()
        node.flags |= BindingUpdateDraft.linkLocalCompatibility
        world.receive(node.update())
        #expect(
            Set(world.plane.watches.map(\.address)) == [Place.homeAddress, .linkLocal(interfaceIdentifier: 0x100)])
        world.receiveAdvertisement(of: .linkLocal(interfaceIdentifier: 0x100))
        #expect(world.statuses == [.duplicateAddressDetectionFailed])
        world.advance(by: .seconds(5))
        #expect(world.statuses == [.duplicateAddressDetectionFailed])
    }

    @Test func aRefusedUpdateLeavesTheRegistrationAsItIs() {
        var (world, node) = probing()
        let before = world.snapshot
        let loop = node.draft().with {
            $0.sequenceNumber = 2
            $0.alternateCareOfAddresses = [Place.homeAddress]
        }
        #expect(world.outcome(of: loop) == .acknowledged(.invalidCareOfAddress))
        #expect(world.snapshot == before)
        world.forget()
        world.advance(by: .seconds(1))
        #expect(world.acknowledgements.map { $0.acknowledgement?.sequenceNumber } == [1])
    }

    // MARK: While the tunnel is being made

    @Test func anUpdateThatOvertakesAnInstallationIsTheOneThatIsAnswered() throws {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.answers = .held
        world.receive(node.update())
        world.receive(node.update(movedTo: Place.otherCareOf))
        world.answerForwarding()
        #expect(world.acknowledgements.isEmpty, "the answer to the older one is none to the newer")
        world.answerForwarding()
        #expect(world.acknowledgements.map(\.destination) == [Place.otherCareOf])
        #expect(world.acknowledgements.first?.acknowledgement?.sequenceNumber == 3)
    }

    @Test func theSameUpdateTwiceWhileTheTunnelIsMadeIsAnsweredOnce() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.answers = .held
        let update = node.update()
        world.receive(update)
        world.receive(update)
        world.answerForwarding()
        world.answerForwarding()
        #expect(world.acknowledgements.count == 1)
    }

    /// An answer is for what was asked before it, not for the same tunnel asked for again.
    @Test func aLateAnswerIsNoneToANewRegistration() {
        var (world, node) = (World(), MobileNode())
        world.answers = .held
        world.receive(node.update())
        world.advance(by: .seconds(1))
        world.receive(node.deregistration())
        world.receive(node.update())
        world.advance(by: .seconds(1))
        world.forget()
        world.answerForwarding()
        #expect(world.acknowledgements.isEmpty)
        #expect(world.engine.bindings.isEmpty)
        world.answerForwarding()
        #expect(world.statuses == [.accepted])
    }

    /// The first of two installations succeeds, the second does not: what is left is what there was before both.
    @Test(arguments: [true, false])
    func anInstallationThatFailsAfterAnotherLeavesNothingBehind(isBound: Bool) {
        var (world, node) = (World(), MobileNode())
        if isBound { world.register(&node) }
        let before = world.plane.tunnels
        world.answers = .held
        world.receive(node.update(movedTo: Place.otherCareOf))
        world.advance(by: .seconds(1))
        world.receive(node.update(movedTo: Place.careOf(9)))
        world.answerForwarding(.installed)
        world.answerForwarding(.failed("out of memory"))
        #expect(world.statuses == [.reasonUnspecified])
        while !world.plane.isSettled { world.answerForwarding() }
        #expect(world.plane.tunnels == before)
        #expect(world.acknowledgements.count == 1)
    }

    /// A binding does not end in the middle of its renewal.
    @Test func aBindingThatIsBeingRenewedDoesNotLoseItsTunnel() {
        var (world, node) = (World(), MobileNode())
        world.register(&node, lifetime: 1)
        world.advance(by: .milliseconds(3900))
        world.answers = .held
        world.receive(node.update(lifetime: 900))
        world.advance(by: .milliseconds(200))
        world.answerForwarding()
        while !world.plane.isSettled { world.answerForwarding() }
        #expect(world.statuses == [.accepted])
        #expect(world.plane.tunnels.count == 1)
        #expect(world.engine.bindings.count == 1)
    }

    /// If the renewal fails in the end, the binding's time is over.
    @Test func aBindingWhoseRenewalFailsLateEnds() {
        var (world, node) = (World(), MobileNode())
        world.register(&node, lifetime: 1)
        world.advance(by: .milliseconds(3900))
        world.answers = .held
        world.receive(node.update(movedTo: Place.otherCareOf))
        world.advance(by: .milliseconds(200))
        world.answerForwarding(.full)
        while !world.plane.isSettled { world.answerForwarding() }
        #expect(world.statuses == [.insufficientResources])
        #expect(world.plane.tunnels.isEmpty && world.engine.bindings.isEmpty)
    }
}
