import Testing

@testable import Core

/// A hundred thousand events of every kind: the engine never traps, the rules of every world (`WorldRules`) hold after
/// each of them, and in the end nothing is left behind.
@Suite struct RobustnessTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func nothingThatHappensBreaksIt(seed: UInt64) {
        var random = RandomWorld(seed: seed)
        for _ in 0..<5000 { random.step() }
        let counters = random.world.counters
        #expect(counters.registrations > 50, "it was no real history")
        #expect(counters.bindingAcknowledgementsSent.count >= 5)

        random.end()
        let homeAgent = random.world.engine.homeAgent
        #expect(homeAgent.pending.isEmpty)
        #expect(homeAgent.advertisementsLeft.isEmpty)
        #expect(homeAgent.unansweredInstallations.isEmpty)
        #expect(random.world.engine.bindings.isEmpty)
        #expect(random.world.plane.tunnels.isEmpty)
        #expect(random.world.plane.proxies.isEmpty)
        #expect(random.world.plane.watches.isEmpty)
        #expect(random.world.engine.nextDeadline == nil, "a timer for nothing")
        for number in 0..<12 {
            #expect(homeAgent.cache.lastSequenceNumber(for: Place.homeAddress(number)) == nil)
        }
    }

    /// The same history twice is the same history.
    @Test func theSameHistoryGivesTheSameCounters() {
        var (one, other) = (RandomWorld(seed: 99), RandomWorld(seed: 99))
        for _ in 0..<2000 {
            one.step()
            other.step()
            #expect(one.world.counters == other.world.counters)
            #expect(one.world.snapshot == other.world.snapshot)
        }
    }
}
