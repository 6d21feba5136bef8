import Core
import Testing

/// When Router Advertisements are sent, and where (RFC 4861 section 6.2, RFC 6275 section 7.5).
@Suite struct RouterAdvertisementTimingTests {
    private func gaps(_ world: World, on interface: InterfaceIndex = Place.homeInterface) -> [Duration] {
        let times = world.routerAdvertisements.filter { $0.packet.delivery == .link(interface) }.map(\.time)
        return zip(times, times.dropFirst()).map { $1 - $0 }
    }

    private func world(interval: UInt32?, seed: UInt64 = 1) -> World {
        World(seed: seed) {
            $0.interfaces["home0"]?.advertisement.interval = interval.map { .milliseconds($0) }
        }
    }

    /// Hours of it: between three quarters of the interval and the interval, and all over that range.
    @Test(arguments: [(70, 60), (500, 600), (1000, 3600), (200_000, 200_000)] as [(UInt32, Int64)])
    func theIntervalIsKept(_ interval: UInt32, _ seconds: Int64) throws {
        var world = world(interval: interval)
        world.advance(by: .seconds(seconds))
        let later = gaps(world).dropFirst(2)
        #expect(later.count > 500)
        let full = Duration.milliseconds(Int64(interval))
        #expect(later.allSatisfy { $0 >= full * 0.74 && $0 <= full })
        #expect(try #require(later.min()) < full * 0.8)
        #expect(try #require(later.max()) > full * 0.95)
    }

    @Test func aHomeLinkWithoutAnIntervalAdvertisesEverySecond() {
        var world = world(interval: nil)
        world.advance(by: .seconds(600))
        #expect(gaps(world).allSatisfy { $0 >= .milliseconds(750) && $0 <= .seconds(1) })
    }

    /// The first three come within seconds, so that a router is known soon (MAX_INITIAL_RTR_ADVERT_INTERVAL).
    @Test func theFirstOnesComeSoon() throws {
        var world = world(interval: 200_000)
        let begin = world.now
        world.advance(by: .seconds(300))
        #expect(try #require(world.routerAdvertisements.first).time - begin <= .seconds(1))
        let gaps = gaps(world)
        #expect(gaps.prefix(2).allSatisfy { $0 <= .seconds(16) })
        #expect(gaps.dropFirst(2).allSatisfy { $0 > .seconds(16) })
    }

    @Test func differentSeedsDoNotKeepStep() {
        var (one, other) = (world(interval: 1000, seed: 1), world(interval: 1000, seed: 2))
        one.advance(by: .seconds(60))
        other.advance(by: .seconds(60))
        #expect(gaps(one) != gaps(other))
    }

    /// A new interval counts from now on, not from when the old one, which may be long, is over.
    @Test func aShorterIntervalBeginsAtOnce() {
        var world = world(interval: 200_000)
        world.advance(by: .seconds(300))
        world.configure { $0.interfaces["home0"]?.advertisement.interval = .milliseconds(500) }
        world.forget()
        world.advance(by: .seconds(5))
        #expect(world.routerAdvertisements.count >= 9)
    }

    /// Whatever else of the configuration changes, it is no reason to advertise at once, or later.
    @Test func otherChangesDoNotDisturbTheRhythm() {
        var (disturbed, quiet) = (world(interval: 1000), world(interval: 1000))
        for _ in 0..<200 {
            disturbed.advance(by: .milliseconds(300))
            disturbed.configure { $0.homeAgent.maximumBindings = 7 }
            disturbed.handle(.linkChanged(.home))
            quiet.advance(by: .milliseconds(300))
        }
        #expect(gaps(disturbed) == gaps(quiet))
    }

    /// A minimum of its own widens the range, down to the 30 ms of RFC 6275 section 7.5.
    @Test func aMinimumOfItsOwnIsKept() throws {
        var world = World {
            $0.interfaces["home0"]?.advertisement.interval = RouterAdvertisementInterval(maximum: 70, minimum: 30)
        }
        world.advance(by: .seconds(60))
        let later = gaps(world).dropFirst(2)
        #expect(later.allSatisfy { $0 >= .milliseconds(30) && $0 <= .milliseconds(70) })
        #expect(try #require(later.min()) < .milliseconds(33))
    }

    /// Where no interval is configured, a router is heard of three times before hosts give it up.
    @Test func aShortLifetimeBringsAShortInterval() throws {
        var world = World {
            $0.interfaces["wan0"]?.advertisement.routerLifetime = 30
        }
        world.advance(by: .seconds(600))
        #expect(
            world.engine.routerAdvertisement(on: Place.wideAreaInterface, at: world.now)?.interval.maximum == 10_000)
        #expect(gaps(world, on: Place.wideAreaInterface).allSatisfy { $0 <= .seconds(10) })
    }

    // MARK: Changes

    /// Hosts hear of new parameters at once, three times, and not when the interval is over.
    @Test func aChangeOfTheContentIsToldAtOnce() throws {
        var world = world(interval: 1_800_000)
        world.advance(by: .seconds(300))
        world.forget()
        let changed = world.now
        world.configure { $0.interfaces["home0"]?.advertisement.hasManagedAddresses = true }
        world.advance(by: .seconds(60))
        let told = world.routerAdvertisements
        #expect(told.first?.time == changed)
        #expect(told.count == 3)
        #expect(told.allSatisfy { $0.routerAdvertisement?.flags == [.homeAgent, .managedAddresses] })
    }

    /// However often an operator, or an address, comes and goes: MIN_DELAY_BETWEEN_RAS holds.
    @Test func manyChangesKeepTheDistance() {
        var world = world(interval: 1_800_000)
        for change in 0..<1000 as Range<UInt32> {
            world.configure { $0.interfaces["home0"]?.advertisement.reachableTime = change }
            world.advance(by: .milliseconds(50))
        }
        #expect(gaps(world).allSatisfy { $0 >= .seconds(3) })
        #expect(world.routerAdvertisements.last?.routerAdvertisement?.reachableTime ?? 0 > 900)
    }

    /// MinDelayBetweenRAs (RFC 6275 section 13): as configured, and never more than the least interval.
    @Test(arguments: [(nil, 3000), (30, 30), (500, 500), (3000, 3000)] as [(UInt32?, Int64)])
    func theDistanceIsAsConfigured(_ configured: UInt32?, _ distance: Int64) throws {
        var world = World {
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(1_800_000)
            $0.interfaces["home0"]?.advertisement.minimumDelay = configured
        }
        for change in 0..<1000 as Range<UInt32> {
            world.configure { $0.interfaces["home0"]?.advertisement.reachableTime = change }
            world.advance(by: .milliseconds(10))
        }
        #expect(try #require(gaps(world).min()) >= .milliseconds(distance))
        #expect(try #require(gaps(world).min()) <= .milliseconds(distance + 10))
    }

    @Test func theDistanceIsNeverMoreThanTheLeastInterval() throws {
        var world = World {
            $0.interfaces["home0"]?.advertisement.interval = RouterAdvertisementInterval(maximum: 70, minimum: 30)
        }
        for _ in 0..<1000 {
            world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
            world.advance(by: .milliseconds(7))
        }
        #expect(try #require(gaps(world).min()) >= .milliseconds(30))
        #expect(try #require(gaps(world).max()) <= .milliseconds(70))
    }

    // MARK: Suppression

    @Test func suppressedOnlySolicitationsAreAnswered() throws {
        var world = World { $0.interfaces["home0"]?.advertisement.suppression = .unsolicited }
        world.advance(by: .seconds(600))
        #expect(world.routerAdvertisements.isEmpty)
        #expect(world.engine.nextDeadline == nil)
        world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
        world.advance(by: .seconds(600))
        #expect(world.routerAdvertisements.count == 1)
        #expect(world.routerAdvertisements.first?.routerAdvertisement?.routerLifetime == 1800)
    }

    @Test func suppressedAltogetherThereIsSilence() throws {
        var world = World { $0.interfaces["home0"]?.advertisement.suppression = .all }
        world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
        world.advance(by: .seconds(600))
        world.handle(.shutdown)
        #expect(world.routerAdvertisements.isEmpty)
    }

    @Test func suppressionCanComeAndGo() throws {
        var world = World()
        world.advance(by: .seconds(5))
        world.forget()
        world.configure { $0.interfaces["home0"]?.advertisement.suppression = .unsolicited }
        world.advance(by: .seconds(60))
        #expect(world.routerAdvertisements.isEmpty, "it is a router still: there is no farewell")
        world.configure { $0.interfaces["home0"]?.advertisement.suppression = .all }
        world.advance(by: .zero)
        #expect(world.routerAdvertisements.map { $0.routerAdvertisement?.routerLifetime } == [0])
        world.forget()
        world.configure { $0.interfaces["home0"]?.advertisement.suppression = nil }
        world.advance(by: .seconds(60))
        #expect(world.routerAdvertisements.count > 50)
    }

    /// A suppression alone asks for nothing on a link that is no home link.
    @Test func suppressionIsNoReasonToAdvertise() {
        var world = World { $0.interfaces["wan0"]?.advertisement.suppression = .unsolicited }
        world.receive(Neighbor.routerSolicitation(), on: Place.wideAreaInterface)
        world.advance(by: .seconds(60))
        #expect(gaps(world, on: Place.wideAreaInterface).isEmpty)
    }

    // MARK: Where

    @Test func onlyWhereItIsAskedFor() {
        var world = World()
        world.advance(by: .seconds(60))
        #expect(Set(world.routerAdvertisements.map(\.packet.delivery)) == [.link(Place.homeInterface)])
        world.configure { $0.interfaces["wan0"]?.advertisement.interval = .milliseconds(1000) }
        world.forget()
        world.advance(by: .seconds(60))
        #expect(gaps(world, on: Place.wideAreaInterface).count > 50)
    }

    @Test func aNodeThatIsNoRouterAdvertisesOnHomeLinksAlone() {
        var world = World {
            $0.isRouter = false
            $0.interfaces["wan0"]?.advertisement.interval = .milliseconds(500)
        }
        world.advance(by: .seconds(60))
        #expect(Set(world.routerAdvertisements.map(\.packet.delivery)) == [.link(Place.homeInterface)])
    }

    @Test(arguments: ["down", "removed", "without a link-local address", "with one that is not usable yet"])
    func aLinkThatCannotSendIsLeftAlone(_ state: String) {
        var world = World()
        world.advance(by: .seconds(5))
        world.forget()
        switch state {
        case "down": world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        case "removed": world.handle(.linkRemoved(Place.homeInterface))
        case "without a link-local address": world.handle(.linkChanged(.home.with { $0.addresses.removeFirst() }))
        default: world.handle(.linkChanged(.home.with { $0.addresses[0].isUsable = false }))
        }
        world.advance(by: .seconds(60))
        #expect(world.routerAdvertisements.isEmpty)
        #expect(world.engine.nextDeadline == nil, "nothing ticks for a link that is not there")
        world.handle(.linkChanged(.home))
        world.advance(by: .seconds(5))
        #expect(world.routerAdvertisements.count > 3)
    }
}
