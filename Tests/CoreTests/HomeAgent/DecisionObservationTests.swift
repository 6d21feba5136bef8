import Core
import Testing

/// Each decision about a Binding Update can be followed: what it was, which check it did not pass, what came of it.
@Suite struct DecisionObservationTests {
    /// What was observed of the decision since the last `forget`, in words.
    private func decisions(_ world: World) -> [String] {
        world.observations.compactMap { observation in
            switch observation {
            case .bindingUpdateReceived: "received"
            case .requestAuthenticated(let request):
                "authenticated" + (request.securityAssociation == nil ? " by nothing" : "")
            case .requestAccepted: "accepted"
            case .requestRefused(_, let refusal, let last): "refused: \(refusal)" + (last.map { ", last \($0)" } ?? "")
            case .requestDropped(_, let reason): "dropped: \(reason)"
            case .requestSuperseded: "superseded"
            case .duplicateAddressDetectionBegan: "detection began"
            case .duplicateAddressDetectionPassed: "detection passed"
            case .duplicateAddressDetected: "detected"
            case .registrationAbandoned: "abandoned"
            case .bindingCreated: "bound"
            case .bindingUpdated: "changed"
            case .bindingEnded: "ended"
            case .sequenceNumberForgotten: "forgotten"
            case .bindingAcknowledgementSent(let status, _): "acknowledged \(status.rawValue)"
            default: nil
            }
        }
    }

    @Test func aRegistrationFromBeginningToEnd() {
        var (world, node) = (World(), MobileNode())
        world.forget()
        world.receive(node.update())
        world.advance(by: .seconds(1))
        #expect(
            decisions(world) == [
                "received", "authenticated", "accepted", "detection began", "detection passed", "bound",
                "acknowledged 0",
            ])
        world.forget()
        world.receive(node.deregistration())
        #expect(decisions(world) == ["received", "authenticated", "accepted", "ended", "acknowledged 0"])
        world.forget()
        world.advance(by: .seconds(10))
        #expect(decisions(world) == ["forgotten"])
    }

    @Test func aRefusalNamesTheCheck() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        let last = node.sequenceNumber
        world.forget()
        world.receive(node.draft().with { $0.sequenceNumber = last })
        #expect(
            decisions(world) == [
                "received", "authenticated", "refused: sequenceNumber, last \(last)", "acknowledged 135",
            ])
    }

    @Test func anUpdateInsteadOfOneThatWaits() {
        var (world, node) = (World(), MobileNode())
        world.receive(node.update())
        world.forget()
        world.receive(node.update(movedTo: Place.otherCareOf))
        #expect(decisions(world) == ["received", "authenticated", "accepted", "superseded"])
    }

    @Test func anAddressInUse() {
        var (world, node) = (World(), MobileNode())
        world.receive(node.update())
        world.forget()
        world.receiveAdvertisement(of: Place.homeAddress)
        #expect(decisions(world) == ["abandoned", "detected", "refused: duplicateAddress", "acknowledged 134"])
    }

    @Test func aDropSaysWhoseUpdateItWas() {
        var (world, node) = (World(), MobileNode())
        world.forget()
        world.receive(node.update().with { $0.signatures = [] })
        #expect(decisions(world) == ["received", "dropped: authenticationMissing"])
        #expect(world.counters.dropped == [.authenticationMissing: 1])
    }

    /// Each refusal's status is the one that the acknowledgement carries.
    @Test(
        arguments: [
            (.wrongAuthenticator, 146), (.timestampMissing, 145), (.timestampOutOfWindow, 144),
            (.timestampNotLater, 144), (.sequenceNumber, 135), (.registrationType, 139), (.noHomeLink, 131),
            (.notRegistered, 133), (.notOnHomeLink, 132), (.prefixExpired, 132), (.ownAddress, 134),
            (.duplicateAddress, 134),
            (.filtered, 129),
            (.careOfAddress, 174), (.noLifetime, 129), (.bindingsExhausted, 130), (.registrationsExhausted, 130),
            (.forwardingFull, 130), (.forwardingFailed, 128), (.interceptionFailed, 130), (.noHomeAddress, 129),
            (.homeAddressOfOthers, 129),
            (.homeAddressTaken, 129),
        ] as [(RegistrationRefusal, UInt8)])
    func statuses(refusal: RegistrationRefusal, status: UInt8) {
        #expect(refusal.status.rawValue == status)
    }
}
