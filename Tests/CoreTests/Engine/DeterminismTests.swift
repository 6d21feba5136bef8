import Cryptography
import Testing

@testable import Core

/// The same events give the same effects, in the same order, always: a recorded run can be replayed.
@Suite struct DeterminismTests {
    /// Everything that an engine does with many bindings at once.
    private func run(seed: UInt64) -> [Effect] {
        var world = World(seed: seed) { $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix)] }
        var effects: [Effect] = []
        for number in 0..<40 {
            var node = MobileNode(homeAddress: Place.homeAddress(number), careOfAddress: Place.careOf(number))
            if number % 3 == 0 { node.flags |= BindingUpdateDraft.linkLocalCompatibility }
            effects += world.receive(node.update(lifetime: UInt16(1 + number % 5)))
        }
        effects += world.advance(by: .seconds(2))
        effects += world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        effects += world.handle(.linkChanged(.home))
        effects += world.advance(by: .seconds(5))
        effects += world.handle(.clearBindings(BindingSelector(careOfAddress: IPv6Prefix(Place.careOf, length: 64))))
        effects += world.advance(by: .seconds(60))
        return effects
    }

    @Test func theSameEventsGiveTheSameEffects() {
        let first = run(seed: 7)
        #expect(first.count > 500)
        for _ in 0..<3 { #expect(run(seed: 7) == first) }
    }

    /// Chance is in the moments of Router Advertisements alone, and it comes with the seed.
    @Test func anotherSeedGivesOtherMoments() {
        var (one, other) = (World(seed: 1), World(seed: 2))
        one.advance(by: .seconds(60))
        other.advance(by: .seconds(60))
        #expect(one.routerAdvertisements.map(\.time) != other.routerAdvertisements.map(\.time))
    }

    /// A deadline that is moved a hundred times on its way does not change the order of those that are due together.
    @Test func timersThatAreDueTogetherKeepTheirOrder() {
        let orders = (0..<5).map { _ in dueOrder() }
        #expect(Set(orders).count == 1)
        #expect(orders.first == Array(0..<50))
    }

    private func dueOrder() -> [Int] {
        var timers = TimerQueue<Int>()
        let due = Instant(nanoseconds: 1000)
        for key in 0..<50 { timers.schedule(key, at: due) }
        for moment in 2000..<2300 { timers.schedule(99, at: Instant(nanoseconds: UInt64(moment))) }
        var order: [Int] = []
        while let key = timers.popDue(at: due) { order.append(key) }
        return order
    }
}
