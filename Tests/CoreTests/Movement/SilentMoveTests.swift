import Testing

@testable import Core

/// Moves that no carrier tells of: the router in use is kept while it can be reached (RFC 6275 section 11.5.1).
@Suite struct SilentMoveTests {
    private static let slow: ClosedRange<Int64> = 200_000...600_000

    /// A node that is at the first of two networks for a minute.
    private func settled(
        _ here: [SimulatedRouter] = [SimulatedRouter(5)], _ there: [SimulatedRouter] = [SimulatedRouter(6)],
        seed: UInt64 = 1, _ weather: Weather = Weather(delay: 0...2)
    ) -> AccessWorld {
        var world = AccessWorld(
            [AccessNetwork(here, weather, seed: seed), AccessNetwork(there, weather, seed: seed + 10)], seed: seed)
        world.plug(into: 0)
        world.run(for: .seconds(60))
        #expect(world.isAt(5))
        world.forget()
        return world
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func withFastAdvertisementsItIsTakenWithinMilliseconds(_ seed: UInt64) throws {
        var world = settled(seed: seed)
        world.plug(into: 1, .silent)
        let taken = world.time { $0.isAt(6) }
        #expect(try #require(taken) <= .milliseconds(300))
        #expect(
            world.told.contains(
                .routerProbed(NeighborTarget(interface: AccessWorld.first, address: SimulatedRouter(5).linkLocal))))
        #expect(
            world.told.contains(
                .routerLost(NeighborTarget(interface: AccessWorld.first, address: SimulatedRouter(5).linkLocal))))
        world.run(for: .seconds(3))
        #expect(world.left.map(\.routers) == [[SimulatedRouter(5).linkLocal]])
        #expect(world.left.flatMap(\.addresses).map(\.address) == [AccessInterface.address(2, in: 5)])
        #expect(world.plane.watches.isEmpty)
    }

    /// Both link-local and care-of address need duplicate address detection on another link (RFC 6275 section 11.5.3).
    @Test func addressesThatWereThereBeforeTheMoveWasNoticedAreLookedAfter() {
        var world = settled()
        world.plug(into: 1, .silent)
        world.run(for: .seconds(5))
        #expect(world.detections == [AccessInterface.linkLocal(2), AccessInterface.address(2, in: 6)])
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func withSlowAdvertisementsItIsNoticedWithinSeconds(_ seed: UInt64) throws {
        let slow = { (number: UInt64) in SimulatedRouter(number).with { $0.interval = Self.slow } }
        var world = settled([slow(5)], [slow(6)], seed: seed)
        world.plug(into: 1, .silent)
        let taken = world.time { $0.isAt(6) }
        #expect(try #require(taken) <= .seconds(12))
    }

    /// The probe goes to the router alone, and says who asks.
    @Test func theProbeIsAUnicastQuestion() throws {
        var world = settled()
        world.plug(into: 1, .silent)
        world.run(for: .seconds(1))
        let probe = try #require(world.probes.first)
        let router = SimulatedRouter(5)
        #expect(probe.destination == router.linkLocal && probe.source == AccessInterface.linkLocal(2))
        #expect(probe.packet.delivery == .neighbor(AccessWorld.first, router.linkLayer))
        #expect(probe.read.packet.header.hopLimit == 255)
        let address = try #require(world.interfaces[0].link.linkLayerAddress)
        #expect(probe.neighborSolicitation?.target == router.linkLocal)
        #expect(probe.neighborSolicitation?.options == [.sourceLinkLayerAddress(address)])
        #expect(world.probes.count == 3)
    }

    @Test func aNewRouterBesideTheOldOneIsNoMovement() throws {
        var world = settled([SimulatedRouter(5), SimulatedRouter(7).with { $0.isOn = false }])
        let careOfAddress = world.careOfAddresses
        world.networks[0].routers[1].isOn = true
        world.run(for: .seconds(20))
        #expect(world.careOfAddresses == careOfAddress && world.left.isEmpty)
        #expect(world.attachments.first?.router == SimulatedRouter(5).linkLocal)
        #expect(
            Set(world.attachments[0].prefixes) == Set([5, 7].flatMap { SimulatedRouter($0).prefixes.map(\.prefix) }))
        #expect(!world.told.contains { if case .attached = $0 { true } else { false } })
    }

    /// It shares a prefix: nobody is asked anything.
    @Test func aNewRouterWithAKnownPrefixIsNoMovement() {
        var world = settled([SimulatedRouter(5)])
        var other = SimulatedRouter(8)
        other.prefixes = [SimulatedRouter.prefix(5), SimulatedRouter.prefix(8)]
        world.receive(other)
        #expect(world.probes.isEmpty && world.isAt(5))
        #expect(world.attachments[0].prefixes.count == 2)
    }

    /// A router that never advertises is kept as long as it answers.
    @Test func aSilentRouterIsKeptWhileItAnswers() {
        var world = settled([SimulatedRouter(5).with { $0.interval = nil }])
        world.run(for: .seconds(600)) { #expect($0.isAt(5)) }
        #expect(world.probes.count >= 100)
        #expect(world.solicitations.isEmpty && world.left.isEmpty)
    }

    /// A router that answers no probes is kept as long as it answers solicitations.
    @Test func aRouterThatAnswersSolicitationsOnlyIsKept() {
        var world = settled([
            SimulatedRouter(5).with {
                $0.interval = nil
                $0.answersProbes = false
            }
        ])
        world.run(for: .seconds(120)) { #expect($0.isAt(5)) }
    }

    @Test func aRouterThatGoesIsGivenUp() throws {
        var world = settled()
        world.networks[0].routers[0].isOn = false
        let lost = world.time { $0.attachments.isEmpty }
        #expect(try #require(lost) <= .seconds(12))
        #expect(world.told.contains(.detached(AccessWorld.first)))
        world.forget()
        world.run(for: .seconds(30))
        #expect(!world.solicitations.isEmpty && world.probes.isEmpty)
        world.networks[0].routers[0].isOn = true
        let back = world.time { $0.isAt(5) }
        #expect(try #require(back) <= .milliseconds(80))
        #expect(world.left.isEmpty)
    }

    /// Another router of the link takes its place: the care-of address stays.
    @Test func anotherRouterOfTheLinkTakesOver() throws {
        let shared = SimulatedRouter.prefix(5)
        var world = settled([SimulatedRouter(5), SimulatedRouter(8).with { $0.prefixes = [shared] }])
        let used = try #require(world.attachments.first?.router)
        let place = try #require(world.networks[0].routers.firstIndex { $0.linkLocal == used })
        world.networks[0].routers[place].isOn = false
        let taken = world.time { $0.attachments.first?.router != used }
        #expect(try #require(taken) <= .milliseconds(500))
        #expect(world.isAt(5))
        world.run(for: .seconds(3))
        #expect(world.left == [LeftLink(interface: AccessWorld.first, routers: [used], addresses: [])])
    }

    /// A lifetime of 0 gives a router up at once.
    @Test func aRouterThatIsOneNoMoreIsGivenUp() {
        var world = settled()
        world.receive(SimulatedRouter(5).with { $0.lifetime = 0 })
        #expect(world.attachments.isEmpty)
        #expect(world.solicitations.count == 1)
    }

    @Test func aRouterWhoseLifetimeEndsIsGivenUp() {
        var world = settled([
            SimulatedRouter(5).with {
                $0.interval = nil
                $0.lifetime = 90
                $0.answerDelay = 0...0
            }
        ])
        world.networks[0].routers[0].answerDelay = nil
        world.run(for: .seconds(29)) { #expect($0.isAt(5)) }
        world.run(for: .seconds(2))
        #expect(world.attachments.isEmpty)
    }

    /// A neighbor that says it is no router any more is none (RFC 4861 section 7.2.5).
    @Test func aRouterThatAnswersAsAHostIsGivenUp() {
        var world = settled([SimulatedRouter(5).with { $0.interval = nil }])
        while world.plane.watches.isEmpty { world.run(for: .milliseconds(1)) }
        let message = NeighborAdvertisement(flags: [.solicited], target: SimulatedRouter(5).linkLocal)
        world.receive(
            IPv6PacketBuilder(
                source: SimulatedRouter(5).linkLocal, destination: AccessInterface.linkLocal(2), hopLimit: 255
            ).packet(.neighborAdvertisement(message)), from: SimulatedRouter(5).linkLayer)
        #expect(world.attachments.isEmpty)
    }

    // MARK: Answers that are not heard

    /// Each question tries anew to hear the answer.
    @Test func answersAreHeardAsSoonAsThereIsRoomForThem() {
        var world = settled([SimulatedRouter(5).with { $0.interval = nil }])
        world.refusesWatches = true
        while world.probes.isEmpty { world.run(for: .milliseconds(1)) }
        #expect(world.plane.watches.isEmpty)
        world.refusesWatches = false
        world.run(for: .seconds(60)) { #expect($0.isAt(5)) }
        #expect(!world.told.contains { if case .routerLost = $0 { true } else { false } })
    }

    /// A router that is there answers solicitations too.
    @Test func aRouterThatCannotBeHeardToAnswerIsKeptWhileItAdvertises() {
        var world = settled([SimulatedRouter(5).with { $0.interval = nil }])
        world.refusesWatches = true
        world.run(for: .seconds(120)) { #expect($0.isAt(5)) }
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func movementIsNoticedAllTheSame(_ seed: UInt64) throws {
        var world = settled(seed: seed)
        world.refusesWatches = true
        world.plug(into: 1, .silent)
        let taken = world.time { $0.isAt(6) }
        #expect(try #require(taken) <= .milliseconds(300))
    }

    // MARK: Routers with one link-local address

    /// Link-local addresses are unique on their links only: what is global tells routers apart (RFC 6275 section 7.2).
    @Test(arguments: AccessWorld.Visibility.allCases, [true, false])
    func routersOfTwoLinksMayHaveOneLinkLocalAddress(_ visibility: AccessWorld.Visibility, _ sharesFrames: Bool) throws
    {
        let router = { (number: UInt64) in
            SimulatedRouter(number).with {
                $0.linkLocal = .linkLocal(interfaceIdentifier: 1)
                if sharesFrames { $0.linkLayer = LinkLayerAddress(rawValue: 0x02_00_00_00_00_01) }
                $0.prefixes = [SimulatedRouter.prefix(number, routerIdentifier: 1)]
            }
        }
        var world = settled([router(5)], [router(6)])
        world.plug(into: 1, visibility)
        let taken = world.time { $0.isAt(6) }
        #expect(try #require(taken) <= .milliseconds(400))
        world.run(for: .seconds(3))
        // The router's address is of use on the new link too.
        #expect(world.left.map(\.routers) == [[]])
        #expect(world.left.flatMap(\.addresses).map(\.address) == [AccessInterface.address(2, in: 5)])
    }

    /// A router may tell its prefixes in several messages (RFC 4861 section 6.2.3).
    @Test func aRouterMayTellItsPrefixesInParts() {
        var world = settled()
        world.receive(SimulatedRouter(5).with { $0.prefixes = [SimulatedRouter.prefix(9)] })
        #expect(world.probes.isEmpty && world.attachments[0].prefixes.count == 2)
        world.receive(SimulatedRouter(5).with { $0.prefixes = [] })
        #expect(world.probes.isEmpty && world.attachments[0].prefixes.count == 2)
    }
}
