import Core
import Testing

/// The end of a binding that its node asks for, and what guards its home address afterwards (RFC 6275 section 10.3.2).
@Suite struct DeregistrationTests {
    private let target = NeighborTarget(interface: Place.homeInterface, address: Place.homeAddress)

    private func bound(sequenceNumber: UInt16 = 0) -> (world: World, node: MobileNode) {
        var (world, node) = (World(), MobileNode(sequenceNumber: sequenceNumber))
        world.register(&node)
        world.advance(by: .seconds(10))
        world.forget()
        return (world, node)
    }

    @Test(arguments: [true, false])
    func everythingEndsAtOnceAndIsAcknowledgedLast(isAtHome: Bool) throws {
        var (world, node) = bound()
        let binding = try #require(world.engine.binding(of: Place.homeAddress))
        let effects = world.receive(isAtHome ? node.deregistrationAtHome() : node.deregistration())
        let acknowledgement = try #require(effects.lastIndex { if case .send = $0 { true } else { false } })
        let removal = try #require(effects.firstIndex(of: .removeForwarding(homeAddress: Place.homeAddress)))
        let end = try #require(effects.firstIndex(of: .endNeighborProxy(target)))
        #expect(removal < acknowledgement && end < acknowledgement)
        #expect(effects.contains(.observe(.bindingEnded(binding, .deregistered))))
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty && world.plane.proxies.isEmpty)
        let answer = try #require(world.acknowledgements.first?.acknowledgement)
        #expect(answer.status == .accepted && answer.lifetime == 0)
        #expect(answer.sequenceNumber == node.sequenceNumber)
        #expect(!answer.options.contains { if case .bindingRefreshAdvice = $0 { true } else { false } })
    }

    /// No more is said about the home address, not even what was still to be said (HA-54).
    @Test func noAdvertisementFollows() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.receive(node.deregistration())
        world.forget()
        world.advance(by: .seconds(30))
        #expect(world.neighborAdvertisements.isEmpty)
    }

    @Test func aNodeThatIsNotRegisteredIsTold() {
        var world = World()
        let outcome = world.outcome(of: BindingUpdateDraft().with { $0.lifetime = 0 })
        #expect(outcome == .acknowledged(.notHomeAgentForThisMobileNode))
    }

    @Test func aSecondDeregistrationFindsNothing() {
        var (world, node) = bound()
        world.receive(node.deregistration())
        #expect(world.outcome(of: node.deregistration()) == .acknowledged(.notHomeAgentForThisMobileNode))
    }

    @Test func aRepeatedDeregistrationIsOld() throws {
        var (world, node) = bound()
        world.receive(node.deregistration())
        #expect(world.outcome(of: node.draft(lifetime: 0)) == .acknowledged(.sequenceNumberOutOfWindow))
        #expect(world.acknowledgements.first?.acknowledgement?.sequenceNumber == node.sequenceNumber)
    }

    // MARK: Ten seconds of memory

    /// A registration that was delayed on its way does not bring the binding back (MAX_DELETE_BCE_TIMEOUT).
    @Test(arguments: [0, 5000, 9999])
    func aDelayedUpdateIsRefusedForTenSeconds(milliseconds: Int64) throws {
        var (world, node) = bound(sequenceNumber: 20)
        let delayed = node.update()
        world.receive(node.deregistration())
        world.advance(by: .milliseconds(milliseconds))
        #expect(world.outcome(of: delayed) == .acknowledged(.sequenceNumberOutOfWindow))
        let answer = try #require(world.acknowledgements.first)
        #expect(answer.acknowledgement?.sequenceNumber == node.sequenceNumber)
        #expect(answer.destination == Place.careOf)
        #expect(world.engine.bindings.isEmpty)
    }

    @Test func thenItIsForgotten() {
        var (world, node) = bound(sequenceNumber: 20)
        world.receive(node.deregistration())
        world.advance(by: .seconds(10))
        world.forget()
        world.receive(node.draft().with { $0.sequenceNumber = 1 })
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
    }

    @Test func aNewerUpdateRegistersAgainAtAnyTime() {
        var (world, node) = bound()
        world.receive(node.deregistration())
        world.advance(by: .milliseconds(9500))
        world.register(&node)
        world.advance(by: .seconds(20))
        #expect(world.engine.bindings.count == 1, "the memory's end does not touch the new binding")
        #expect(world.plane.tunnels.count == 1)
    }

    /// However a binding ended, a delayed or repeated update is just as dangerous.
    @Test(arguments: ["expiry", "clear"])
    func theMemoryIsKeptAfterEveryEnd(_ end: String) {
        var (world, node) = (World(), MobileNode(sequenceNumber: 7))
        world.register(&node, lifetime: 1)
        if end == "expiry" { world.advance(by: .seconds(4)) } else { world.handle(.clearBindings(.all)) }
        #expect(world.engine.bindings.isEmpty)
        world.advance(by: .milliseconds(9900))
        #expect(world.outcome(of: node.draft()) == .acknowledged(.sequenceNumberOutOfWindow))
        #expect(world.acknowledgements.first?.acknowledgement?.sequenceNumber == 8)
        world.advance(by: .milliseconds(100))
        world.forget()
        world.receive(node.draft())
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
    }

    // MARK: While a registration is under way

    /// Otherwise the node, back at home, would lose its address to a binding that it had given up before it stood.
    @Test func itEndsADetection() {
        var (world, node) = (World(), MobileNode())
        world.receive(node.update())
        world.receive(node.deregistrationAtHome())
        #expect(world.statuses == [.accepted])
        #expect(world.plane.watches.isEmpty)
        world.advance(by: .seconds(30))
        #expect(world.statuses == [.accepted], "there is no second acknowledgement")
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty)
        #expect(world.neighborAdvertisements.isEmpty)
    }

    @Test(arguments: [true, false])
    func itEndsAnInstallation(isBound: Bool) {
        var (world, node) = (World(), MobileNode())
        if isBound { world.register(&node) }
        world.answers = .held
        world.receive(node.update(movedTo: Place.otherCareOf))
        world.advance(by: .seconds(1))
        world.receive(node.deregistration())
        while !world.plane.isSettled { world.answerForwarding() }
        #expect(world.acknowledgements.map { $0.acknowledgement?.lifetime } == [0])
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty && world.plane.proxies.isEmpty)
    }

    @Test func anOlderOneDoesNot() {
        var (world, node) = (World(), MobileNode(sequenceNumber: 8))
        let older = node.deregistration()
        world.receive(node.update())
        #expect(world.outcome(of: older) == .dropped(.supersededBindingUpdate))
        world.advance(by: .seconds(1))
        #expect(world.engine.bindings.count == 1)
    }
}
