import Core
import Testing

/// Hosts that ask for routers (RFC 4861 section 6.2.6).
@Suite struct RouterSolicitationTests {
    /// A world whose next advertisement is minutes away.
    private func quiet(_ change: (inout MobilityConfiguration) -> Void = { _ in }) -> World {
        var world = World {
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(1_800_000)
            change(&$0)
        }
        world.advance(by: .seconds(60))
        world.forget()
        return world
    }

    @Test func theAnswerComesWithinHalfASecond() throws {
        var world = quiet()
        let asked = world.now
        world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
        world.advance(by: .seconds(60))
        let answer = try #require(world.routerAdvertisements.first)
        #expect(world.routerAdvertisements.count == 1)
        #expect(answer.time - asked <= .milliseconds(500))
        #expect(answer.destination == .allNodes)
        #expect(answer.routerAdvertisement?.flags == .homeAgent)
    }

    /// However many ask, advertisements keep a distance of 3 s, or of the interval where that is shorter.
    @Test(arguments: [(1_800_000, 3000), (500, 375), (70, 52)] as [(UInt32, Int64)])
    func aFloodOfThemIsAnsweredAtADistance(_ interval: UInt32, _ distance: Int64) {
        var world = quiet { $0.interfaces["home0"]?.advertisement.interval = .milliseconds(interval) }
        for _ in 0..<3000 {
            world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
            world.advance(by: .milliseconds(10))
        }
        let times = world.routerAdvertisements.map(\.time)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= .milliseconds(distance) })
        #expect(times.count >= 9)
    }

    /// Routers that have just advertised together do not answer together: the delay is at random on top of the distance
    /// (RFC 4861 section 6.2.6).
    @Test func anAnswerAfterTheDistanceIsAtRandomToo() throws {
        var gaps: Set<Duration> = []
        for seed in 1...5 as ClosedRange<UInt64> {
            var world = World(seed: seed) { $0.interfaces["home0"]?.advertisement.interval = .milliseconds(1_800_000) }
            world.advance(by: .seconds(100))
            world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
            world.advance(by: .seconds(1))
            world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
            world.advance(by: .seconds(10))
            let times = world.routerAdvertisements.map(\.time)
            gaps.insert(try #require(times.last) - times[times.count - 2])
        }
        #expect(gaps.count == 5 && gaps.allSatisfy { $0 >= .seconds(3) && $0 <= .milliseconds(3500) })
    }

    /// Asking never puts off what was to come anyway.
    @Test func askingDelaysNothing() {
        var world = World()
        for _ in 0..<600 {
            world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
            world.advance(by: .milliseconds(100))
        }
        let times = world.routerAdvertisements.map(\.time)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 <= .seconds(1) })
    }

    @Test func onALinkThatDoesNotAdvertiseThereIsSilence() {
        var world = quiet()
        world.receive(Neighbor.routerSolicitation(), on: Place.wideAreaInterface)
        world.receive(Neighbor.routerSolicitation(), on: InterfaceIndex(rawValue: 99))
        world.advance(by: .seconds(10))
        #expect(world.routerAdvertisements.isEmpty)
    }

    @Test func oneThatMayHavePassedARouterIsDropped() {
        var world = quiet()
        world.receive(Neighbor.routerSolicitation(hopLimit: 64), on: Place.homeInterface)
        world.advance(by: .seconds(10))
        #expect(world.outcomes == [.dropped(.malformedMessage)])
        #expect(world.routerAdvertisements.isEmpty)
    }

    /// To answer hosts is a router's business, not Mobile IPv6's.
    @Test func aRouterAnswersWithMobilityOff() {
        var world = quiet { $0.isEnabled = false }
        world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
        world.advance(by: .seconds(1))
        #expect(world.routerAdvertisements.count == 1)
        #expect(world.drops == [])
    }
}
