import Core
import Testing

/// What becomes of bindings when their home link, or the configuration, changes under them.
@Suite struct HomeLinkChangeTests {
    private let target = NeighborTarget(interface: Place.homeInterface, address: Place.homeAddress)

    private func bound() -> (world: World, node: MobileNode) {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.advance(by: .seconds(5))
        world.forget()
        return (world, node)
    }

    // MARK: The link

    @Test func aLinkThatGoesDownKeepsItsBindings() {
        var (world, _) = bound()
        let effects = world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        #expect(effects == [.endNeighborProxy(target)])
        #expect(world.engine.bindings.count == 1)
    }

    /// Nobody on the link may have heard of the node in the meantime: it is announced again.
    @Test func aLinkThatComesUpIsTakenOverAgain() {
        var (world, _) = bound()
        world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        world.advance(by: .seconds(5))
        world.forget()
        world.handle(.linkChanged(.home))
        #expect(world.plane.proxies == [target: Place.homeAgent])
        world.advance(by: .seconds(10))
        #expect(world.neighborAdvertisements.count == 3)
    }

    @Test func aLinkThatIsRemovedAndAddedUnderAnotherNumberIsDefendedThere() {
        var (world, _) = bound()
        world.handle(.linkRemoved(Place.homeInterface))
        #expect(world.plane.proxies.isEmpty)
        #expect(world.engine.bindings.count == 1)
        let moved = InterfaceIndex(rawValue: 77)
        world.handle(.linkChanged(.home.with { $0.index = moved }))
        #expect(
            world.plane.proxies == [NeighborTarget(interface: moved, address: Place.homeAddress): Place.homeAgent])
    }

    @Test func aNewLinkLayerAddressIsAnnounced() throws {
        var (world, _) = bound()
        let linkLayer = LinkLayerAddress(rawValue: 0x02_00_00_00_00_77)
        world.handle(.linkChanged(.home.with { $0.linkLayerAddress = linkLayer }))
        let advertisement = try #require(world.neighborAdvertisements.first?.neighborAdvertisement)
        #expect(advertisement.options == [.targetLinkLayerAddress(linkLayer)])
        #expect(advertisement.flags == .override)
    }

    @Test func whatDoesNotConcernTheHomeLinkDisturbsNothing() {
        var (world, _) = bound()
        let before = world.snapshot
        world.handle(.linkChanged(.wideArea.with { $0.isRunning = false }))
        world.handle(.linkChanged(.home.with { $0.maximumTransmissionUnit = 9000 }))
        world.handle(.linkRemoved(InterfaceIndex(rawValue: 99)))
        world.configure { $0.homeAgent.maximumLifetime = 60 }
        #expect(world.snapshot == before)
        #expect(world.neighborAdvertisements.isEmpty)
    }

    /// The daemon may start before its interfaces are there.
    @Test func aHomeLinkWithoutItsInterfaceServesUntilThereIsOne() {
        var world = World()
        world.handle(.linkRemoved(Place.homeInterface))
        var node = MobileNode()
        world.receive(node.update())
        #expect(world.statuses == [.accepted])
        #expect(world.neighborSolicitations.isEmpty && world.plane.proxies.isEmpty)
        world.handle(.linkChanged(.home))
        #expect(world.plane.proxies == [target: Place.homeAgent])
        #expect(world.neighborAdvertisements.count == 1)
    }

    @Test func aRenamedInterfaceIsNoHomeLinkUntilItHasItsNameBack() {
        var (world, node) = bound()
        world.handle(.linkChanged(.home.with { $0.name = "home0-old" }))
        #expect(world.plane.proxies.isEmpty)
        #expect(world.outcome(of: node.update()) == .acknowledged(.accepted))
        world.handle(.linkChanged(.home))
        #expect(world.plane.proxies == [target: Place.homeAgent])
    }

    // MARK: The configuration

    /// The links may be known before the configuration.
    @Test func aConfigurationFindsTheLinksThatAreThere() {
        var (world, node) = (World { $0 = MobilityConfiguration() }, MobileNode())
        world.configure { $0 = .simulated }
        world.register(&node)
        #expect(world.plane.proxies == [target: Place.homeAgent])
    }

    /// What ends is ended whole: the tunnel, the defense, the binding (RFC 6275 section 10.3.2).
    @Test(arguments: [true, false])
    func aHomeLinkThatIsServedNoMoreEndsItsBindings(isMobilityOff: Bool) throws {
        var (world, _) = bound()
        let binding = try #require(world.engine.binding(of: Place.homeAddress))
        let effects = world.configure {
            if isMobilityOff { $0.isEnabled = false } else { $0.interfaces["home0"]?.isHomeLink = false }
        }
        #expect(effects.contains(.removeForwarding(homeAddress: Place.homeAddress)))
        #expect(effects.contains(.endNeighborProxy(target)))
        #expect(effects.contains(.observe(.bindingEnded(binding, .homeLinkWithdrawn))))
        #expect(world.engine.bindings.isEmpty)
        #expect(world.acknowledgements.isEmpty)
    }

    @Test func aDelayedUpdateAfterTheEndGetsTheLastSequenceNumber() throws {
        var (world, node) = bound()
        world.configure { $0.interfaces["home0"]?.isHomeLink = false }
        #expect(world.outcome(of: node.draft()) == .acknowledged(.sequenceNumberOutOfWindow))
        #expect(world.acknowledgements.first?.acknowledgement?.sequenceNumber == node.sequenceNumber)
    }

    @Test func servedAgainTheNodeRegistersAgain() {
        var (world, node) = bound()
        world.configure { $0.isEnabled = false }
        #expect(world.outcome(of: node.update()) == .dropped(.mobilityDisabled))
        world.configure { $0.isEnabled = true }
        world.register(&node)
        #expect(world.plane.proxies == [target: Place.homeAgent])
    }

    /// A registration that is under way when its home link ends is not acknowledged: nothing came of it.
    @Test func aRegistrationUnderWayEndsWithItsHomeLink() {
        for isHeld in [false, true] {
            var (world, node) = (World(), MobileNode())
            world.answers = .held
            world.receive(node.update())
            if isHeld { world.advance(by: .seconds(1)) }
            world.configure { $0.isEnabled = false }
            world.answerForwarding()
            world.advance(by: .seconds(20))
            #expect(world.statuses == [])
            #expect(world.plane.watches.isEmpty && world.plane.tunnels.isEmpty)
        }
    }

    /// The same on a link that is down, where nothing is probed or defended.
    @Test func aRegistrationUnderWayEndsWithAHomeLinkThatIsDown() {
        var (world, node) = (World(), MobileNode())
        world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        world.answers = .held
        world.receive(node.update())
        world.configure { $0.interfaces["home0"]?.isHomeLink = false }
        world.answerForwarding()
        #expect(world.statuses == [])
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty)
    }

    /// `no ipv6 address`: the line goes first, then the kernel's address.
    @Test func aHomePrefixThatIsTakenAwayIsNoHomeAnyMore() {
        var (world, node) = bound()
        world.configure { $0.interfaces["home0"]?.addresses = [] }
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty && world.plane.proxies.isEmpty)
        world.handle(.linkChanged(.home.with { $0.addresses.removeLast() }))
        #expect(world.outcome(of: node.update()) == .acknowledged(.notHomeSubnet))
    }

    /// A kernel forgets the addresses of an interface that is set down; those that are configured come again, others may.
    @Test func anAddressThatTheKernelForgetsTakesNoBindingAlong() {
        var world = World()
        world.configure { $0.interfaces["home0"]?.addresses = [] }
        world.handle(.linkChanged(.home))
        var node = MobileNode()
        world.register(&node)
        world.handle(.linkChanged(.home.with { $0.addresses = [] }))
        #expect(world.engine.bindings.count == 1 && world.plane.proxies.isEmpty)
        world.handle(.linkChanged(.home))
        #expect(world.plane.proxies[target] == Place.homeAgent)
    }

    /// The prefix of the home link moves to another interface in one transaction.
    @Test func bindingsFollowTheirPrefixToAnotherInterface() {
        var (world, node) = bound()
        let index = InterfaceIndex(rawValue: 8)
        let second = Link.home.with {
            $0.index = index
            $0.name = "home1"
        }
        world.handle(.linkChanged(.home.with { $0.addresses.removeLast() }))
        world.handle(.linkChanged(second))
        world.configure { $0.interfaces["home1"] = $0.interfaces.removeValue(forKey: "home0") }
        #expect(world.plane.proxies.keys.map(\.interface) == [index])
        #expect(world.engine.binding(of: Place.homeAddress)?.homeLink == "home1")
        #expect(world.outcome(of: node.update()) == .acknowledged(.accepted))
        #expect(world.plane.proxies.keys.map(\.interface) == [index])
    }
}
