import Core
import Testing

/// What ends a binding before its lifetime is over, and what does not (RFC 6275 sections 6.2.4 and 10.3.1).
@Suite struct BindingEndTests {
    private func bound(_ change: (inout MobilityConfiguration) -> Void = { _ in }) -> World {
        var (world, node) = (World(seed: 1, change), MobileNode())
        world.register(&node)
        return world
    }

    /// Advice to register again after 100 s is advice: the binding lives for its hour.
    @Test func adviceDoesNotEndABinding() {
        var world = bound { $0.homeAgent.refreshInterval = 100 }
        world.advance(by: .seconds(3599))
        #expect(world.engine.bindings.count == 1)
        #expect(world.plane.tunnels.count == 1 && world.plane.proxies.count == 1)
        world.advance(by: .seconds(1))
        #expect(world.engine.bindings.isEmpty)
    }

    /// Years forth or back, by the clock on the wall.
    @Test(arguments: [1, 3_000_000_000] as [UInt64])
    func aClockThatIsSetEndsNoBinding(_ seconds: UInt64) {
        var world = bound()
        world.handle(.clockSet(NetworkTimestamp(rawValue: seconds << 32)))
        world.advance(by: .seconds(3599))
        #expect(world.engine.bindings.count == 1)
        world.advance(by: .seconds(1))
        #expect(world.engine.bindings.isEmpty)
    }

    // MARK: The prefix of the home address

    private func prefixEnds(_ world: inout World, in seconds: Int64) {
        let end = world.now + .seconds(seconds)
        world.configure {
            var parameters = PrefixParameters<Instant>()
            parameters.lifetimes = .until(valid: end, preferred: end)
            $0.interfaces["home0"]?.prefixes.common = parameters
        }
    }

    /// The prefix gets a shorter life than the binding has left.
    @Test func aPrefixThatEndsEarlierTakesItsBindingsAlong() {
        var world = bound()
        prefixEnds(&world, in: 100)
        world.advance(by: .milliseconds(99_999))
        #expect(world.engine.bindings.count == 1)
        world.advance(by: .milliseconds(1))
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty && world.plane.proxies.isEmpty)
    }

    /// What is left of the prefix when duplicates have been looked for is what counts: a binding of no time is none.
    @Test func aPrefixThatEndsDuringDetectionLeavesNothingToBind() {
        var world = World()
        prefixEnds(&world, in: 4)
        world.receive(BindingUpdateDraft())
        #expect(world.statuses.isEmpty)
        world.advance(by: .seconds(5))
        #expect(world.statuses.count == 1 && world.statuses[0].rawValue >= 128)
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty && world.plane.proxies.isEmpty)
        #expect(world.neighborAdvertisements.isEmpty)
    }

    @Test func aPrefixThatEndedAlreadyTakesThemAtOnce() {
        var world = bound()
        prefixEnds(&world, in: 0)
        world.advance(by: .zero)
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty && world.plane.proxies.isEmpty)
    }

    /// The operator meant another date: a binding has its lifetime back, and not more.
    @Test(arguments: [2000, 9000] as [Int64])
    func aLongerLifeOfThePrefixIsTheirsAgain(_ seconds: Int64) {
        var world = bound()
        prefixEnds(&world, in: 100)
        world.advance(by: .seconds(50))
        prefixEnds(&world, in: seconds)
        world.advance(by: .seconds(min(seconds, 3550) - 1))
        #expect(world.engine.bindings.count == 1)
        world.advance(by: .seconds(1))
        #expect(world.engine.bindings.isEmpty)
    }
}
