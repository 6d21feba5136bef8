import Testing

@testable import Core

/// The home agents that a mobile node hears, and the home addresses that it makes of them.
@Suite struct KnownHomeAgentTests {
    /// A home agent of `2001:db8:NUMBER::/64`, advertising each second.
    private static func homeAgent(_ number: UInt64) -> SimulatedRouter {
        SimulatedRouter(number).with {
            $0.flags = .homeAgent
            $0.prefixes = [SimulatedRouter.prefix(number, routerIdentifier: 1)]
            $0.interval = 1000...1000
        }
    }

    private static func address(_ number: UInt64) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(number) << 80 | 1)
    }

    private func world(
        _ autoConfiguration: HomeAddressAutoConfiguration? = nil,
        _ change: (inout MobileNodeConfiguration) -> Void = { $0.homeAddresses = [] }
    ) -> AccessWorld {
        AccessWorld([AccessNetwork([Self.homeAgent(7)]), AccessNetwork([Self.homeAgent(8)], seed: 2)]) {
            change(&$0)
            $0.autoConfiguration = autoConfiguration
        }
    }

    private func wish(
        _ heuristic: HomeAddressAutoConfiguration.Heuristic, maximum: UInt8 = 1, takesFirstAtOnce: Bool = false
    ) -> HomeAddressAutoConfiguration {
        var wish = HomeAddressAutoConfiguration()
        wish.heuristic = heuristic
        wish.maximum = maximum
        wish.takesFirstAtOnce = takesFirstAtOnce
        return wish
    }

    private func known(_ world: AccessWorld) -> [KnownHomeAgent] { world.engine.mobileNodeStatus.knownHomeAgents }

    private func homes(_ world: AccessWorld) -> [IPv6Address] {
        world.engine.movement.configuredHomes.map(\.homeAddress.address)
    }

    private func kept(_ world: AccessWorld) -> [(moment: Instant, agents: [KnownHomeAgent])] {
        world.effects.compactMap {
            if case .keepHomeAgents(let agents) = $0.effect { ($0.moment, agents) } else { nil }
        }
    }

    // MARK: The list

    @Test func whoIsHeardIsKnown() throws {
        var world = world()
        world.plug(into: 0)
        world.run(for: .milliseconds(10_500))
        let agent = try #require(known(world).first)
        #expect(known(world).count == 1)
        #expect(agent.address == InterfaceAddress(address: Self.address(7), prefixLength: 64))
        #expect(agent.advertisements >= 10 && agent.advertisements <= 12)
        #expect(agent.homeAddress == nil && homes(world).isEmpty)
        #expect(NetworkTimestamp(since1970: .seconds(1_800_000_010)).isWithin(seconds: 1, of: agent.lastHeard))
    }

    @Test func aRouterThatIsNoneIsNot() {
        var world = world()
        world.plug(into: 0)
        world.receive(SimulatedRouter(9))
        world.receive(Self.homeAgent(9).with { $0.prefixes = [SimulatedRouter.prefix(9)] })
        world.receive(Self.homeAgent(9).with { $0.lifetime = 0 })
        world.receive(Self.homeAgent(9).with { $0.linkLocal = AccessInterface.linkLocal(2) })
        #expect(known(world).isEmpty)
    }

    /// The rank grows with each advertisement, and shrinks with time.
    @Test func theBestIsHeardOftenAndLately() throws {
        var world = world()
        world.plug(into: 0)
        world.run(for: .seconds(600))
        world.plug(into: 1)
        world.run(for: .seconds(60))
        #expect(known(world).map(\.address.address) == [Self.address(7), Self.address(8)])
        let best = try #require(known(world).first)
        #expect(best.rank > 500_000 && best.rank < 1_000_000)
        world.run(for: .seconds(1200))
        #expect(known(world).map(\.address.address) == [Self.address(8), Self.address(7)])
        world.unplug()
        world.wait(for: .seconds(86_400))
        let old = try #require(known(world).last)
        #expect(old.rank < best.rank * 51 / 100 && old.rank > best.rank * 48 / 100)
    }

    /// A rank tells of time, not of how fast a home agent talks.
    @Test(arguments: [30...70, 1000...1000, 10_000...10_000] as [ClosedRange<Int64>])
    func talkingFasterDoesNotRankBetter(_ interval: ClosedRange<Int64>) throws {
        var world = AccessWorld([AccessNetwork([Self.homeAgent(7).with { $0.interval = interval }])])
        world.plug(into: 0)
        world.run(for: .seconds(600))
        let rank = try #require(known(world).first?.rank)
        #expect(rank > 590_000 && rank < 660_000)
    }

    @Test func theListIsKeptOnceAMinuteAndAtTheEnd() {
        var world = world()
        world.plug(into: 0)
        world.run(for: .seconds(600))
        #expect(kept(world).count >= 9 && kept(world).count <= 10)
        world.unplug()
        world.run(for: .seconds(120))
        world.forget()
        world.handle(.shutdown)
        #expect(kept(world).isEmpty)
        world.plug(into: 0)
        world.run(for: .seconds(3))
        world.forget()
        world.handle(.shutdown)
        #expect(kept(world).map(\.agents.count) == [1])
    }

    @Test func whatWasKeptIsRemembered() throws {
        var world = world()
        world.plug(into: 0)
        world.run(for: .seconds(100))
        let agents = try #require(kept(world).last?.agents)
        var next = self.world()
        next.handle(.mobileNode(.homeAgentsRemembered(agents)))
        #expect(known(next).map(\.address) == agents.map(\.address))
        #expect(known(next).map(\.advertisements) == agents.map(\.advertisements))
    }

    @Test func theOperatorHasThemForgotten() {
        var world = world(wish(.aggressive))
        world.plug(into: 0)
        world.run(for: .seconds(10))
        #expect(!homes(world).isEmpty)
        world.forget()
        world.handle(.mobileNode(.forgetHomeAgents))
        #expect(known(world).isEmpty && homes(world).isEmpty)
        #expect(kept(world).map(\.agents) == [[]])
    }

    /// A flood of home agents that are none drives nobody away who is known for long, nor one that is a home.
    @Test func aFloodDrivesNobodyAway() {
        var world = world(wish(.aggressive))
        world.plug(into: 0)
        world.run(for: .seconds(120))
        for number in 0..<1000 as Range<UInt64> {
            world.receive(Self.homeAgent(0x1000 + number))
            world.run(for: .milliseconds(10))
        }
        #expect(known(world).count == 32)
        #expect(known(world).first?.address.address == Self.address(7))
        #expect(homes(world) == [AccessInterface.address(2, in: 7)])
        // Strangers make room in the course of time.
        world.unplug()
        world.wait(for: .seconds(86_400))
        world.plug(into: 1)
        world.run(for: .seconds(10))
        #expect(known(world).contains { $0.address.address == Self.address(8) })
    }

    // MARK: Home addresses

    @Test func theAggressiveTakesTheSecondAdvertisement() throws {
        var world = world(wish(.aggressive))
        world.plug(into: 0)
        world.receive(Self.homeAgent(7))
        #expect(homes(world).isEmpty)
        world.receive(Self.homeAgent(7))
        #expect(homes(world) == [AccessInterface.address(2, in: 7)])
        let home = try #require(world.engine.movement.configuredHomes.first)
        #expect(home.homeAgent == .address(Self.address(7)) && home.homeAddress.prefixLength == 64)
        #expect(world.told.contains(.homeAddressConfigured(home.homeAddress, homeAgent: Self.address(7))))
        #expect(kept(world).last?.agents.first?.homeAddress == home.homeAddress.address)
    }

    @Test func theConservativeWaitsLong() {
        var world = world(wish(.conservative))
        world.plug(into: 0)
        world.run(for: .seconds(300))
        #expect(homes(world).isEmpty)
        world.run(for: .seconds(300))
        #expect(homes(world) == [AccessInterface.address(2, in: 7)])
    }

    @Test func theFirstIsTakenAtOnceIfThereIsNone() throws {
        var world = world(wish(.conservative, maximum: 2, takesFirstAtOnce: true))
        world.plug(into: 0)
        world.receive(Self.homeAgent(7))
        world.receive(Self.homeAgent(8))
        #expect(homes(world) == [AccessInterface.address(2, in: 7)])
        var other = self.world(wish(.conservative, takesFirstAtOnce: true)) { _ in }
        other.plug(into: 0)
        other.receive(Self.homeAgent(7))
        #expect(homes(other).isEmpty)
    }

    @Test func thereAreNoMoreThanAreWanted() {
        var world = world(wish(.aggressive, maximum: 2))
        world.plug(into: 0)
        for number in [7, 8, 9] as [UInt64] {
            for _ in 0..<3 { world.receive(Self.homeAgent(number)) }
        }
        #expect(homes(world) == [7, 8].map { AccessInterface.address(2, in: $0) })
        world.run(for: .seconds(60))
        world.configure { $0.mobileNode?.autoConfiguration?.maximum = 1 }
        #expect(homes(world) == [AccessInterface.address(2, in: 7)])
        world.configure { $0.mobileNode?.autoConfiguration = nil }
        #expect(homes(world).isEmpty)
        world.configure { $0.mobileNode?.autoConfiguration = wish(.conservative) }
        #expect(homes(world) == [AccessInterface.address(2, in: 7)])
    }

    /// It outlasts the link, and the daemon.
    @Test func aHomeAddressStays() throws {
        var world = world(wish(.aggressive))
        world.plug(into: 0)
        world.run(for: .seconds(10))
        let agents = try #require(kept(world).last?.agents)
        world.unplug()
        world.wait(for: .seconds(1_000_000))
        #expect(homes(world) == [AccessInterface.address(2, in: 7)])
        var next = self.world(wish(.conservative))
        next.handle(.mobileNode(.homeAgentsRemembered(agents)))
        #expect(homes(next) == [AccessInterface.address(2, in: 7)])
    }

    /// One that is written down goes before one that would be made of the same prefix.
    @Test func whatIsWrittenDownWins() {
        var world = AccessWorld([AccessNetwork([Self.homeAgent(1)])]) { $0.autoConfiguration = wish(.aggressive) }
        world.plug(into: 0)
        world.run(for: .seconds(10))
        #expect(homes(world).isEmpty)
        var other = self.world(wish(.aggressive))
        other.plug(into: 0)
        other.run(for: .seconds(10))
        let written = InterfaceAddress(address: Self.address(7).successor ?? .unspecified, prefixLength: 64)
        other.configure { $0.mobileNode?.homeAddresses = [HomeAddressConfiguration(written)] }
        #expect(homes(other).isEmpty)
        other.configure { $0.mobileNode?.homeAddresses = [] }
        #expect(homes(other) == [AccessInterface.address(2, in: 7)])
    }

    /// The address that configures itself on the home link is the home address, and no care-of address.
    @Test func atHomeItIsNoCareOfAddress() {
        var world = world(wish(.aggressive))
        world.plug(into: 0)
        world.run(for: .seconds(10))
        #expect(world.careOfAddresses == [nil])
        world.plug(into: 1)
        world.run(for: .seconds(10))
        #expect(world.careOfAddresses == [AccessInterface.address(2, in: 8)])
        #expect(world.left.flatMap(\.addresses).isEmpty)
    }

    @Test(arguments: [48, 65, 128] as [UInt8])
    func onlyPrefixesOf64BitsMakeAHome(_ length: UInt8) throws {
        var world = world(wish(.aggressive))
        world.plug(into: 0)
        let prefix = try #require(IPv6Prefix(Self.address(9), length: length))
        let option = PrefixInformation(
            prefix: prefix, routerAddress: Self.address(9), validLifetime: 86_400, preferredLifetime: 86_400)
        for _ in 0..<3 { world.receive(Self.homeAgent(9).with { $0.prefixes = [option] }) }
        #expect(homes(world).isEmpty)
    }
}
