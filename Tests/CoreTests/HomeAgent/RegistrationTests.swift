import Testing

@testable import Core

/// A registration that is accepted: what is done, in which order, and what is answered (RFC 6275 section 10.3.1).
@Suite struct RegistrationTests {
    private let target = NeighborTarget(interface: Place.homeInterface, address: Place.homeAddress)
    private let entry = ForwardingEntry(
        homeAddress: Place.homeAddress, careOfAddress: Place.careOf, homeAgentAddress: Place.homeAgent)

    /// A world that needs no authentication, as the golden packets have none.
    private func open() -> World {
        World {
            $0.homeAgent.requiresAuthentication = false
            $0.homeAgent.hostGroups = []
        }
    }

    // MARK: The order of things

    /// No acknowledgement promises a tunnel that does not exist, or an address that is not defended.
    @Test func forwardingThenDefenseThenAcknowledgement() throws {
        var world = World()
        world.receive(BindingUpdateDraft())
        world.answers = .held
        world.advance(by: .milliseconds(999))
        let asked = world.advance(by: .milliseconds(1))
        #expect(asked.contains(.installForwarding(entry)))
        #expect(world.acknowledgements.isEmpty && world.plane.proxies.isEmpty && world.engine.bindings.isEmpty)

        let effects = world.answerForwarding()
        let defended = try #require(effects.firstIndex(of: .beginNeighborProxy(target, source: Place.homeAgent)))
        let sends = effects.indices.filter { if case .send = effects[$0] { true } else { false } }
        // The last one asks for multicast groups.
        try #require(sends.count == 3)
        #expect(defended < sends[0] && sends[0] < sends[1])
        #expect(world.sent.dropLast().last?.acknowledgement?.status == .accepted)
    }

    @Test(arguments: [
        (ForwardingResult.full, BindingStatus.insufficientResources),
        (.failed("no such map"), .reasonUnspecified),
    ])
    func withoutATunnelThereIsNoBinding(_ result: ForwardingResult, _ status: BindingStatus) {
        var world = World()
        world.answers = .immediately(result)
        world.receive(BindingUpdateDraft())
        world.advance(by: .seconds(1))
        #expect(world.statuses == [status])
        #expect(world.engine.bindings.isEmpty && world.plane.proxies.isEmpty && world.plane.tunnels.isEmpty)
        #expect(world.neighborAdvertisements.isEmpty)
        #expect(world.observations.contains(.forwardingFailed(homeAddress: Place.homeAddress, result)))
        world.advance(by: .seconds(30))
        #expect(world.statuses == [status])
    }

    /// A node whose movement could not be followed keeps what it had, sequence number and all.
    @Test(arguments: [ForwardingResult.full, .failed("no such map")])
    func aChangeThatFailsLeavesTheBindingAsItWas(_ result: ForwardingResult) {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.advance(by: .seconds(10))
        let before = world.snapshot
        world.answers = .immediately(result)
        world.receive(node.update(movedTo: Place.otherCareOf))
        #expect(world.snapshot == before)
        world.answers = .immediately(.installed)
        #expect(world.outcome(of: node.draft()) == .acknowledged(.accepted), "the same number was not accepted before")
    }

    @Test func untilTheForwardingPlaneAnswersThereIsSilence() {
        var world = World()
        world.answers = .held
        world.receive(BindingUpdateDraft())
        world.advance(by: .seconds(60))
        #expect(world.acknowledgements.isEmpty && world.engine.bindings.isEmpty)
        world.answerForwarding()
        #expect(world.statuses == [.accepted])
    }

    @Test func anAnswerThatNobodyAskedForIsIgnored() {
        var world = World()
        let before = world.snapshot
        #expect(world.handle(.forwardingInstalled(entry, .installed)).isEmpty)
        #expect(world.handle(.forwardingInstalled(entry, .full)).isEmpty)
        #expect(world.snapshot == before)
    }

    // MARK: The acknowledgement

    @Test func theAcknowledgementIsTheGoldenOne() throws {
        var world = open()
        world.receive(BindingUpdateDraft().with { $0.signatures = [] })
        world.advance(by: .seconds(1))
        let packet = try #require(world.acknowledgements.first?.packet)
        #expect(hex(packet.octets) == hex(try WireVector.named("ba_ha_ok_plain").packet))
        #expect(packet.delivery == .routed)
    }

    /// A home agent answers whether or not it is asked to (HA-33).
    @Test func itIsSentWhateverTheAFlagSays() throws {
        var world = open()
        world.receive(try WireVector.named("bu_ha_noack").packet)
        world.advance(by: .seconds(1))
        #expect(world.acknowledgements.map { $0.acknowledgement?.sequenceNumber } == [3])
    }

    /// Keys are not moved with the node here, and nothing advises when to refresh: K=0, no options.
    @Test func itClaimsNothingThatIsNotSo() throws {
        var world = open()
        world.receive(try WireVector.named("bu_ha_k").packet)
        world.advance(by: .seconds(1))
        let acknowledgement = try #require(world.acknowledgements.first?.acknowledgement)
        #expect(acknowledgement.flags == [])
        #expect(acknowledgement.options == [])
    }

    @Test func anUnknownOptionIsSkipped() throws {
        var world = open()
        world.receive(try WireVector.named("bu_ha_unknown_opt").packet)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(world.engine.binding(of: Place.homeAddress)?.careOfAddress == Place.careOf)
    }

    // MARK: The binding

    @Test func theBindingIsWhatWasAskedFor() throws {
        var (world, node) = (World(), MobileNode(sequenceNumber: 41))
        node.flags |= BindingUpdateDraft.linkLocalCompatibility
        world.register(&node, lifetime: 15)
        let binding = try #require(world.engine.binding(of: Place.homeAddress))
        #expect(binding.careOfAddress == Place.careOf)
        #expect(binding.homeAgentAddress == Place.homeAgent)
        #expect(binding.homeLink == "home0")
        #expect(binding.sequenceNumber == 42)
        #expect(binding.flags.rawValue == node.flags)
        #expect(binding.lifetime == 60)
        #expect(binding.expiry == world.now + .seconds(60))
        #expect(binding.lifetimeRemaining(at: world.now + .milliseconds(500)) == 60)
        #expect(binding.lifetimeRemaining(at: world.now + .seconds(60)) == 0)
        #expect(Array(world.engine.bindings) == [binding])
    }

    @Test func aNodeThatMovesIsFollowedAtOnce() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.receive(node.update(movedTo: Place.otherCareOf))
        #expect(world.statuses == [.accepted])
        #expect(world.plane.tunnels[Place.homeAddress]?.careOfAddress == Place.otherCareOf)
        #expect(world.engine.bindings.count == 1)
        #expect(world.neighborAdvertisements.isEmpty, "the link has heard of it already")
    }

    @Test func theTunnelEndsAtTheAddressThatTheNodeRegisteredWith() {
        var world = World()
        world.receive(BindingUpdateDraft().with { $0.destination = Place.wideAreaAddress })
        world.advance(by: .seconds(1))
        #expect(world.plane.tunnels[Place.homeAddress]?.homeAgentAddress == Place.wideAreaAddress)
        #expect(world.acknowledgements.map(\.source) == [Place.wideAreaAddress])
    }

    @Test func nodesDoNotDisturbEachOther() {
        var (world, one) = (World(), MobileNode())
        var other = MobileNode(homeAddress: Place.otherHomeAddress, careOfAddress: Place.otherCareOf)
        world.register(&one)
        world.register(&other)
        world.receive(one.deregistration())
        #expect(world.engine.bindings.map(\.homeAddress) == [Place.otherHomeAddress])
        #expect(world.plane.proxies.keys.map(\.address) == [Place.otherHomeAddress])
    }
}
