import Core
import Testing

/// When mobile nodes are told of home prefixes unasked (RFC 6275 section 10.6.2).
@Suite struct PrefixAdvertisementScheduleTests {
    private static let prefix = Place.homePrefix

    /// A world with a registered node: it is told after 20 to 100 s.
    private static func registered(seed: UInt64 = 1) -> (World, MobileNode) {
        var world = World(seed: seed) {
            $0.homeAgent.prefixDiscovery.interval = PrefixAdvertisementInterval(maximum: 100, minimum: 20)
        }
        var node = MobileNode()
        world.register(&node, lifetime: 0xffff)
        return (world, node)
    }

    private static func setLifetimes(_ valid: UInt32, _ preferred: UInt32, in world: inout World) {
        var parameters = PrefixParameters<Instant>()
        parameters.lifetimes = .seconds(valid: valid, preferred: preferred)
        world.configure { $0.interfaces["home0"]?.prefixes.individual[prefix] = parameters }
    }

    /// Seconds between advertisements, the first from `start` on.
    private static func gaps(_ world: World, from start: Instant) -> [Double] {
        var before = start
        return world.prefixAdvertisements.map { packet in
            defer { before = packet.time }
            return (packet.time - before) / .seconds(1)
        }
    }

    @Test func aNewNodeIsToldAtRandomAndFourTimesIfItDoesNotAskBack() throws {
        var firsts: Set<Int> = []
        for seed: UInt64 in 1...20 {
            var (world, _) = Self.registered(seed: seed)
            let start = world.now
            world.advance(by: .seconds(125))
            let gaps = Self.gaps(world, from: start)
            #expect((20..<100).contains(gaps[0]))
            #expect(gaps.dropFirst().prefix(3).map { $0.rounded() } == [3, 6, 12])
            #expect(gaps.count == 4)
            firsts.insert(Int(gaps[0]))
        }
        #expect(firsts.count > 10, "they are spread")
    }

    @Test func unsolicitedOnesGoByWayOfTheCareOfAddress() throws {
        var (world, node) = Self.registered()
        world.advance(by: .seconds(100))
        let packet = try #require(world.prefixAdvertisements.first)
        #expect(packet.source == Place.homeAgent && packet.destination == node.careOfAddress)
        #expect(packet.routingHeaderHomeAddress == node.homeAddress)
        #expect(packet.advertisedPrefixes.map(\.prefix) == [Self.prefix])
        #expect(world.counters.prefixAdvertisementsSent[.unsolicited] == 1)
    }

    /// It waits 24 s for the last one, and says that nobody asked; then it is quiet for the greatest interval.
    @Test func afterTheLastRetransmissionItIsQuiet() {
        var (world, node) = Self.registered()
        world.advance(by: .seconds(100 + 21 + 24))
        #expect(world.prefixAdvertisements.count == 4)
        #expect(world.observations.contains(.prefixAdvertisementUnacknowledged(homeAddress: node.homeAddress)))
        #expect(world.counters.prefixAdvertisementsUnacknowledged == 1)
        #expect(world.counters.prefixAdvertisementsSent == [.unsolicited: 1, .retransmission: 3])
        world.forget()
        world.advance(by: .seconds(200 + 1))
        #expect(world.prefixAdvertisements.count >= 1, "told nothing for the greatest interval")
    }

    @Test func aSolicitationAcknowledges() {
        var (world, node) = Self.registered()
        world.advance(by: .seconds(100))
        let sent = world.prefixAdvertisements.count
        world.receive(node.solicitation())
        #expect(world.prefixAdvertisements.count == sent + 1)
        world.forget()
        world.advance(by: .seconds(100))
        #expect(world.prefixAdvertisements.isEmpty, "the node knows")
        world.advance(by: .seconds(100))
        #expect(!world.prefixAdvertisements.isEmpty, "told nothing for the greatest interval")
    }

    @Test func withTheBindingItEnds() {
        var (world, node) = Self.registered()
        world.receive(node.deregistration())
        world.advance(by: .seconds(300))
        #expect(world.prefixAdvertisements.isEmpty)
        world.register(&node)
        world.handle(.clearBindings(.all))
        world.forget()
        world.advance(by: .seconds(300))
        #expect(world.prefixAdvertisements.isEmpty)
    }

    /// RFC 6275 section 10.6.2: retransmission ends with the binding, and begins again with a further Binding Update.
    @Test func aFurtherRegistrationBeginsAgain() {
        var (world, node) = Self.registered()
        world.advance(by: .seconds(100 + 21 + 24))
        world.forget()
        world.receive(node.update(movedTo: Place.otherCareOf))
        let start = world.now
        world.advance(by: .seconds(22))
        #expect(Self.gaps(world, from: start).map { $0.rounded() } == [0, 3, 6, 12])
        #expect(world.prefixAdvertisements.allSatisfy { $0.destination == Place.otherCareOf })
    }

    @Test func aRefreshOfANodeThatKnowsIsNoReason() {
        var (world, node) = Self.registered()
        world.receive(node.solicitation())
        world.forget()
        world.receive(node.update())
        world.advance(by: .seconds(50))
        #expect(world.prefixAdvertisements.isEmpty)
    }

    // MARK: Changes

    /// A node that knows everything, and does not have to be told for a day.
    private static func informed() -> (World, MobileNode) {
        var world = World {
            $0.homeAgent.prefixDiscovery.interval = PrefixAdvertisementInterval(maximum: 86_400, minimum: 20)
            $0.interfaces["home0"]?.advertisement.suppression = .unsolicited
        }
        var node = MobileNode()
        world.register(&node, lifetime: 0xffff)
        world.receive(node.solicitation())
        setLifetimes(2000, 30, in: &world)
        world.receive(node.solicitation())
        world.forget()
        return (world, node)
    }

    enum Change: CaseIterable, Sendable {
        case validLifetime, preferredLifetime, deprecation, onLinkFlag, autonomousFlag, managedFlag, newPrefix,
            withdrawal
    }

    @Test(arguments: Change.allCases) func aChangeIsTold(_ change: Change) throws {
        var (world, _) = Self.informed()
        let start = world.now
        world.configure { configuration in
            var parameters = configuration.interfaces["home0"]?.prefixes.individual[Self.prefix] ?? PrefixParameters()
            switch change {
            case .validLifetime: parameters.lifetimes = .seconds(valid: 3000, preferred: 30)
            case .preferredLifetime: parameters.lifetimes = .seconds(valid: 2000, preferred: 31)
            case .deprecation: parameters.lifetimes = .seconds(valid: 2000, preferred: 0)
            case .onLinkFlag: parameters.isOnLink = false
            case .autonomousFlag: parameters.isAutonomous = false
            case .managedFlag: configuration.interfaces["home0"]?.advertisement.hasManagedAddresses = true
            case .newPrefix:
                if let prefix = IPv6Prefix("2001:db8:77::/64") {
                    configuration.interfaces["home0"]?.prefixes.individual[prefix] = PrefixParameters()
                }
            case .withdrawal: parameters.isAdvertised = false
            }
            configuration.interfaces["home0"]?.prefixes.individual[Self.prefix] = parameters
        }
        #expect(world.observations.contains(.homePrefixesChanged(homeLink: "home0")))
        world.advance(by: .seconds(40))
        let first = try #require(world.prefixAdvertisements.first)
        #expect(first.time - start >= .seconds(20), "MinMobPfxAdvInterval")
        #expect(first.time - start <= .seconds(40), "the preferred lifetime bounds the delay")
    }

    @Test func timeAndRepetitionAreNoChange() {
        var (world, _) = Self.informed()
        world.configure { _ in }
        world.handle(.linkChanged(Link.home.with { $0.isRunning = false }))
        world.handle(.linkChanged(.home))
        world.advance(by: .seconds(1000))
        #expect(world.prefixAdvertisements.isEmpty)
    }

    @Test func whatIsScheduledLeavesAtItsTimeWithTheNewestContent() throws {
        var (world, _) = Self.informed()
        Self.setLifetimes(4000, 30, in: &world)
        let start = world.now
        world.advance(by: .milliseconds(20))
        let scheduled = world.observations.compactMap { observation -> Duration? in
            if case .prefixAdvertisementScheduled(_, let delay, .change) = observation { delay } else { nil }
        }
        world.advance(by: .seconds(10))
        Self.setLifetimes(5000, 30, in: &world)
        world.advance(by: .seconds(100))
        let first = try #require(world.prefixAdvertisements.first)
        let delay = try #require(scheduled.first)
        #expect(first.time >= start + delay && first.time <= start + delay + .milliseconds(20))
        #expect(first.advertisedPrefixes.map(\.validLifetime) == [5000])
    }

    /// A change while an advertisement is being repeated: the old one is given up, the new one has it all.
    @Test func whatIsNotAcknowledgedIsMergedIntoTheNext() throws {
        var (world, _) = Self.informed()
        Self.setLifetimes(4000, 30, in: &world)
        while world.prefixAdvertisements.isEmpty { world.advanceToNextDeadline() }
        world.forget()
        let start = world.now
        Self.setLifetimes(5000, 30, in: &world)
        world.advance(by: .seconds(41))
        let first = try #require(world.prefixAdvertisements.first)
        #expect(first.time - start >= .seconds(20))
        #expect(first.advertisedPrefixes.map(\.validLifetime) == [5000])
    }

    // MARK: Other home agents

    private static let other = RouterAdvertisementDraft(
        addresses: [.init(address: IPv6Address(rawValue: 0x2001_0db8_0007 << 80 | 0x22), validLifetime: 50_000)])

    @Test func theirPrefixesAreToldOnce() throws {
        var (world, _) = Self.informed()
        world.receive(Self.other)
        world.advance(by: .seconds(40))
        #expect(world.prefixAdvertisements.first?.advertisedPrefixes.count == 2)
        #expect(world.observations.count { $0 == .homePrefixesChanged(homeLink: "home0") } == 1)
        for _ in 0..<20 {
            world.receive(Self.other)
            world.advance(by: .seconds(1))
        }
        #expect(world.observations.count { $0 == .homePrefixesChanged(homeLink: "home0") } == 1, "the same again")
    }

    /// Lifetimes that count down are no news; that they begin anew is.
    @Test func theirLifetimesMayCountDown() {
        var (world, _) = Self.informed()
        for seconds in 0..<100 {
            world.receive(Self.other.with { $0.addresses[0].validLifetime = 50_000 - UInt32(seconds) })
            world.advance(by: .seconds(1))
        }
        #expect(world.observations.count { $0 == .homePrefixesChanged(homeLink: "home0") } == 1)
        world.receive(Self.other)
        #expect(world.observations.count { $0 == .homePrefixesChanged(homeLink: "home0") } == 2)
    }

    @Test func aLifetimeOfZeroIsTold() throws {
        var (world, node) = Self.informed()
        world.receive(Self.other)
        world.receive(Self.other.with { $0.addresses[0].validLifetime = 0 })
        world.receive(node.solicitation())
        #expect(world.prefixAdvertisements.last?.advertisedPrefixes.map(\.validLifetime) == [2000, 0])
    }
}
