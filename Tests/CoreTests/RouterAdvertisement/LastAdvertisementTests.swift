import Core
import Testing

/// A router that is one no more says so: up to MAX_FINAL_RTR_ADVERTISEMENTS (3) times (RFC 4861 section 6.2.5).
@Suite struct LastAdvertisementTests {
    /// A home agent that has advertised for a while.
    private func world(_ change: (inout MobilityConfiguration) -> Void = { _ in }) -> World {
        var world = World(change)
        world.advance(by: .seconds(5))
        world.forget()
        return world
    }

    private func messages(_ world: World) -> [RouterAdvertisement] {
        world.routerAdvertisements.compactMap(\.routerAdvertisement)
    }

    /// Whether all last words are said by now, and say what they have to.
    private func expectLastWords(_ world: World, count: Int) {
        let messages = messages(world)
        #expect(messages.count == count)
        #expect(messages.allSatisfy { $0.routerLifetime == 0 && $0.preference == .medium })
        for case .homeAgentInformation in messages.flatMap(\.options) {
            Issue.record("a Home Agent Lifetime of 0 must not be sent, and any other is wrong")
        }
        #expect(messages.allSatisfy { $0.options.first == .sourceLinkLayerAddress(Place.homeAgentLinkLayer) })
    }

    @Test func atShutdownThereIsNoLater() {
        var world = world { $0.interfaces["home0"]?.homeAgentPreference = 10 }
        world.handle(.shutdown)
        expectLastWords(world, count: 3)
        #expect(world.engine.nextDeadline == nil)
    }

    @Test func beforeAnInterfaceIsSetDownThereIsNoLaterEither() {
        var world = world()
        world.configure { $0.interfaces["home0"]?.isShutDown = true }
        expectLastWords(world, count: 3)
        world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        world.advance(by: .seconds(60))
        expectLastWords(world, count: 3)
        world.configure { $0.interfaces["home0"]?.isShutDown = false }
        world.handle(.linkChanged(.home))
        world.advance(by: .seconds(5))
        #expect((messages(world).last?.routerLifetime ?? 0) > 0)
    }

    @Test(arguments: ["home link", "mobility", "suppression", "interface"])
    func whatIsTurnedOffIsToldSoonAndTwiceMore(_ what: String) throws {
        var world = world()
        world.configure {
            switch what {
            case "home link": $0.interfaces["home0"]?.isHomeLink = false
            case "mobility": $0.isEnabled = false
            case "suppression": $0.interfaces["home0"]?.advertisement.suppression = .all
            default: $0.interfaces["home0"] = nil
            }
        }
        world.advance(by: .milliseconds(750))
        #expect(try #require(messages(world).first).flags == (what == "suppression" ? .homeAgent : []))
        world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
        world.advance(by: .seconds(600))
        expectLastWords(world, count: 3)
        let times = world.routerAdvertisements.map(\.time)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= .milliseconds(750) })
        #expect(world.engine.nextDeadline == nil)
        #expect(world.engine.routerAdvertisement(on: Place.homeInterface, at: world.now) == nil)
    }

    /// MIN_DELAY_BETWEEN_RAS, or less where they are faster, holds for last words as well (RFC 4861 section 6.2.6).
    @Test func theFirstOfThemKeepsTheDistance() {
        var world = World()
        while world.routerAdvertisements.count < 8 { world.advance(by: .milliseconds(10)) }
        world.configure { $0.interfaces["home0"]?.isHomeLink = false }
        world.advance(by: .seconds(60))
        let times = world.routerAdvertisements.map(\.time)
        #expect(times.count == 11)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= .milliseconds(750) })
    }

    @Test func whoBeginsAgainTakesItBack() {
        var world = world()
        world.configure { $0.interfaces["home0"]?.isHomeLink = false }
        world.advance(by: .milliseconds(750))
        world.configure { $0.interfaces["home0"]?.isHomeLink = true }
        world.advance(by: .seconds(60))
        #expect(messages(world).map { $0.routerLifetime == 0 }.prefix(2) == [true, false])
        #expect(messages(world).dropFirst().allSatisfy { $0.routerLifetime > 0 && $0.flags == .homeAgent })
    }

    /// A home agent of the past that goes on as a router: the H bit is what tells (RFC 6275 section 10.5.1).
    @Test func aRouterThatIsAHomeAgentNoMoreGoesOn() throws {
        var world = world {
            $0.interfaces["home0"]?.advertisement.interval = RouterAdvertisementInterval(maximum: 1000)
        }
        world.configure { $0.interfaces["home0"]?.isHomeLink = false }
        world.advance(by: .seconds(5))
        #expect(messages(world).count >= 5)
        #expect(messages(world).allSatisfy { $0.flags == [] && $0.routerLifetime > 0 })
    }

    @Test func suppressedItIsARouterStill() {
        var world = world()
        world.configure { $0.interfaces["home0"]?.advertisement.suppression = .unsolicited }
        world.advance(by: .seconds(60))
        #expect(messages(world).isEmpty)
        world.handle(.shutdown)
        expectLastWords(world, count: 3)
    }

    @Test func nothingIsSaidWhereNothingWas() {
        var world = World { $0.interfaces["home0"]?.isHomeLink = false }
        world.handle(.shutdown)
        #expect(world.sent.isEmpty)
    }

    @Test func aLinkThatIsGoneHearsNothing() {
        var world = world()
        world.configure { $0.interfaces["home0"]?.isHomeLink = false }
        while world.routerAdvertisements.isEmpty { world.advance(by: .milliseconds(10)) }
        world.handle(.linkRemoved(Place.homeInterface))
        world.advance(by: .seconds(60))
        expectLastWords(world, count: 1)
        #expect(world.engine.nextDeadline == nil)
    }
}
