import Testing

@testable import Core

/// How long bindings last, and what is said about it (RFC 6275 sections 6.1.7, 6.1.8 and 10.3.1).
@Suite struct BindingLifetimeTests {
    /// Registers for so many units of 4 seconds; the lifetime that is acknowledged and that the binding has.
    private func granted(units: UInt16, maximum: UInt32? = nil) throws -> (units: UInt16, seconds: UInt32) {
        var world = World { $0.homeAgent.maximumLifetime = maximum }
        world.receive(BindingUpdateDraft().with { $0.lifetime = units })
        world.advance(by: .seconds(1))
        let acknowledgement = try #require(world.acknowledgements.first?.acknowledgement)
        #expect(acknowledgement.status == .accepted)
        return (acknowledgement.lifetime, try #require(world.engine.binding(of: Place.homeAddress)).lifetime)
    }

    // MARK: What is granted

    @Test(arguments: [1, 2, 900, 32_768, 65_534, 65_535] as [UInt16])
    func whatIsAskedForIsGranted(_ units: UInt16) throws {
        #expect(try granted(units: units) == (units, UInt32(units) * 4))
    }

    @Test(
        arguments: [
            (4, 900, 1), (5, 900, 1), (7, 900, 1), (8, 900, 2), (3599, 900, 899), (3600, 900, 900), (3601, 900, 900),
            (60, 10, 10), (60, 65_535, 15), (262_140, 65_535, 65_535), (.max, 65_535, 65_535),
        ] as [(UInt32, UInt16, UInt16)])
    func theOperatorsBoundIsInSeconds(_ maximum: UInt32, _ asked: UInt16, _ expected: UInt16) throws {
        #expect(try granted(units: asked, maximum: maximum) == (expected, UInt32(expected) * 4))
    }

    /// A bound that leaves no whole unit leaves no lifetime to grant, and lifetime 0 would be a deletion.
    @Test(arguments: [0, 1, 3] as [UInt32])
    func aBoundBelowOneUnitProhibitsRegistration(_ maximum: UInt32) {
        var world = World { $0.homeAgent.maximumLifetime = maximum }
        #expect(world.outcome(of: BindingUpdateDraft()) == .acknowledged(.administrativelyProhibited))
    }

    @Test func aLowerBoundCountsFromTheNextUpdateOn() throws {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.configure { $0.homeAgent.maximumLifetime = 60 }
        #expect(world.engine.binding(of: Place.homeAddress)?.lifetime == 3600)
        world.receive(node.update())
        #expect(world.engine.binding(of: Place.homeAddress)?.lifetime == 60)
        #expect(world.acknowledgements.first?.acknowledgement?.lifetime == 15)
    }

    // MARK: The prefix's lifetimes (LifetimePolicy)

    @Test func theValidLifetimeOfThePrefixBoundsThePreferredDoesNot() {
        #expect(LifetimePolicy(maximum: nil, prefixValid: 100, prefixPreferred: 10).granted(units: 900) == 100)
        #expect(LifetimePolicy(maximum: nil, prefixValid: 103, prefixPreferred: 10).granted(units: 900) == 100)
        #expect(LifetimePolicy(maximum: 50, prefixValid: 100, prefixPreferred: 10).granted(units: 900) == 48)
        #expect(LifetimePolicy(maximum: nil, prefixValid: 3, prefixPreferred: 3).granted(units: 900) == 0)
        #expect(LifetimePolicy(maximum: nil, prefixValid: .max, prefixPreferred: .max).granted(units: .max) == 262_140)
    }

    /// Status 1 only if the granted lifetime outlasts the preferred lifetime, counted in whole units.
    @Test(
        arguments: [
            (3600, 3604, 0), (3600, 3600, 0), (3600, 3603, 0), (3600, 3599, 1), (3600, 3596, 1), (3600, 0, 1),
            (4, 7, 0),
            (4, 3, 1), (4, 4, 0), (262_140, 262_140, 0), (262_140, 262_139, 1), (262_140, .max, 0),
        ] as [(UInt32, UInt32, UInt8)])
    func statusOneMeansThatThePrefixIsDeprecatedFirst(_ granted: UInt32, _ preferred: UInt32, _ status: UInt8) {
        let policy = LifetimePolicy(maximum: nil, prefixValid: .max, prefixPreferred: preferred)
        #expect(policy.status(granted: granted).rawValue == status)
    }

    // MARK: The end

    @Test func aBindingExpiresAtTheRightInstant() throws {
        var (world, node) = (World(), MobileNode())
        world.register(&node, lifetime: 15)
        let binding = try #require(world.engine.binding(of: Place.homeAddress))
        world.advance(by: .seconds(60) - .nanoseconds(1))
        #expect(world.engine.bindings.count == 1)
        #expect(world.plane.tunnels.count == 1 && world.plane.proxies.count == 1)
        let effects = world.advance(by: .nanoseconds(1))
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty && world.plane.proxies.isEmpty)
        #expect(effects.contains(.observe(.bindingEnded(binding, .expired))))
        #expect(world.acknowledgements.isEmpty)
        #expect(world.counters.expirations == 1)
    }

    @Test func aRefreshedBindingLivesOnFromTheRefresh() {
        var (world, node) = (World(), MobileNode())
        world.register(&node, lifetime: 15)
        world.advance(by: .seconds(50))
        world.receive(node.update(lifetime: 15))
        world.advance(by: .seconds(59))
        #expect(world.engine.bindings.count == 1)
        world.advance(by: .seconds(1))
        #expect(world.engine.bindings.isEmpty)
    }

    @Test func aRefreshMayShortenABinding() {
        var (world, node) = (World(), MobileNode())
        world.register(&node, lifetime: 900)
        world.receive(node.update(lifetime: 1))
        world.advance(by: .seconds(4))
        #expect(world.engine.bindings.isEmpty)
    }

    @Test func theLongestLifetimeEndsToo() {
        var (world, node) = (
            World { $0.interfaces["home0"]?.advertisement.interval = .milliseconds(1_800_000) }, MobileNode()
        )
        world.register(&node, lifetime: .max)
        world.advance(by: .seconds(262_139))
        #expect(world.engine.bindings.count == 1)
        world.advance(by: .seconds(1))
        #expect(world.engine.bindings.isEmpty)
    }

    @Test func aLateDeadlineEndsWhatIsOver() {
        var (world, one) = (World(), MobileNode())
        var other = MobileNode(homeAddress: Place.otherHomeAddress, careOfAddress: Place.otherCareOf)
        world.register(&one, lifetime: 15)
        world.register(&other, lifetime: 900)
        world.advance(by: .seconds(1000))
        #expect(world.engine.bindings.map(\.homeAddress) == [Place.otherHomeAddress])
    }
}
