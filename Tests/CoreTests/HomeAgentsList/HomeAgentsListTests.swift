import Core
import Testing

/// What is learned of the other home agents of a home link (RFC 6275 sections 10.1 and 10.5.1).
@Suite struct HomeAgentsListTests {
    private static let first = IPv6Address(rawValue: Place.homePrefix.address.rawValue | 0x22)
    private static let second = IPv6Address(rawValue: 0x2001_0db8_0007 << 80 | 0x22)
    private static let draft = RouterAdvertisementDraft(addresses: [.init(address: first)])

    private func addresses(_ world: World) -> [IPv6Address] {
        world.routers.flatMap { $0.addresses.map(\.address.address) }
    }

    @Test func withoutTheOptionTheRouterLifetimeAndPreferenceZeroCount() throws {
        var world = World()
        world.receive(Self.draft)
        let router = try #require(world.routers.first)
        #expect(world.routers.count == 1)
        #expect(router.linkLocalAddress == Self.draft.source && router.isHomeAgent)
        #expect((router.preference, router.lifetime) == (0, 1800))
        #expect(router.expiry == world.now + .seconds(1800))
        #expect(router.addresses.map(\.address) == [InterfaceAddress(address: Self.first, prefixLength: 64)])
    }

    @Test func theOptionCounts() throws {
        var world = World()
        world.receive(Self.draft.with { $0.information = (preference: 65_535, lifetime: 20) })
        let router = try #require(world.routers.first)
        #expect((router.preference, router.lifetime) == (65_535, 20))
        world.advance(by: .milliseconds(19_999))
        #expect(world.routers.count == 1)
        world.advance(by: .milliseconds(1))
        #expect(world.routers.isEmpty)
        #expect(world.observations.contains(.homeAgentDisappeared(router, Place.homeInterface)))
    }

    /// A router that is no default router may be a home agent.
    @Test func aRouterLifetimeOfZeroIsOverruledByTheOption() {
        var world = World()
        world.receive(
            Self.draft.with {
                $0.routerLifetime = 0
                $0.information = (preference: 1, lifetime: 30)
            })
        #expect(world.routers.map(\.lifetime) == [30])
    }

    @Test func anotherAdvertisementResetsLifetimeAndPreference() {
        var world = World()
        world.receive(Self.draft.with { $0.information = (preference: 5, lifetime: 20) })
        world.advance(by: .seconds(15))
        world.receive(Self.draft.with { $0.information = (preference: 6, lifetime: 20) })
        world.advance(by: .seconds(15))
        #expect(world.routers.map(\.preference) == [6])
        world.receive(Self.draft)
        #expect(world.routers.map(\.preference) == [0])
        #expect(world.routers.map(\.lifetime) == [1800])
        let appearances = world.observations.filter { if case .homeAgentAppeared = $0 { true } else { false } }
        #expect(appearances.count == 1, "it is new only once")
    }

    @Test(arguments: [
        Self.draft.with { $0.routerLifetime = 0 }, Self.draft.with { $0.information = (preference: 9, lifetime: 0) },
    ])
    func aLifetimeOfZeroEndsIt(_ last: RouterAdvertisementDraft) {
        var world = World()
        world.receive(Self.draft)
        let quiet = World().engine.nextDeadline
        world.receive(last)
        #expect(world.routers.isEmpty)
        #expect(world.engine.nextDeadline == quiet, "no timer is left")
        world.receive(last)
        #expect(world.routers.isEmpty, "who is not known is not made known by it")
    }

    @Test func withoutTheBitItIsARouterLikeOthers() {
        var world = World()
        world.receive(Self.draft)
        world.receive(
            Self.draft.with {
                $0.isHomeAgent = false
                $0.information = (preference: 9, lifetime: 9)
            })
        #expect(world.routers.map(\.isHomeAgent) == [false])
        #expect(world.routers.map(\.lifetime) == [1800], "the option is a home agent's")
        #expect(world.routers.map(\.preference) == [0])
        #expect(addresses(world).isEmpty)
        world.receive(Self.draft)
        #expect(world.routers.map(\.isHomeAgent) == [true])
    }

    // MARK: Addresses

    @Test func addressesAreAddedAndOthersStay() {
        var world = World()
        world.receive(Self.draft)
        world.receive(Self.draft.with { $0.addresses = [.init(address: Self.second)] })
        world.receive(Self.draft.with { $0.addresses = [] })
        #expect(addresses(world) == [Self.first, Self.second])
    }

    @Test(arguments: [
        RouterAdvertisementDraft.Address(address: Self.second, hasRouterBit: false),
        .init(address: Self.second, validLifetime: 0), .init(address: .linkLocal(interfaceIdentifier: 5)),
        .init(address: .allNodes), .init(address: .unspecified), .init(address: Place.homePrefix.address),
    ])
    func whatIsNobodysGlobalAddressIsNotAdded(_ address: RouterAdvertisementDraft.Address) {
        var world = World()
        world.receive(Self.draft.with { $0.addresses.append(address) })
        #expect(addresses(world) == [Self.first])
    }

    @Test func anAddressGoesWithItsPrefix() {
        var world = World()
        world.receive(
            Self.draft.with {
                $0.addresses = [
                    .init(address: Self.first, validLifetime: 60), .init(address: Self.second, validLifetime: .max),
                ]
            })
        world.advance(by: .milliseconds(59_999))
        #expect(addresses(world) == [Self.first, Self.second])
        world.advance(by: .milliseconds(1))
        #expect(addresses(world) == [Self.second], "the home agent stays")
        world.receive(Self.draft.with { $0.addresses = [.init(address: Self.second, validLifetime: 0)] })
        #expect(addresses(world).isEmpty && world.routers.count == 1)
    }

    // MARK: Which advertisements count

    @Test func anAdvertisementMustBeValid() {
        var world = World()
        for draft in [
            Self.draft.with { $0.hopLimit = 254 }, Self.draft.with { $0.source = Self.first },
            Self.draft.with { $0.source = .unspecified },
        ] {
            world.forget()
            world.receive(draft)
            #expect(world.outcomes == [.dropped(.malformedMessage)])
        }
        var damaged = Self.draft.received.octets
        damaged[damaged.count - 1] ^= 1
        world.forget()
        world.receive(damaged, on: Place.homeInterface)
        #expect(world.outcomes == [.dropped(.checksumError)])
        #expect(world.routers.isEmpty)
    }

    @Test func onlyHomeLinksCount() {
        var world = World()
        world.receive(Self.draft.with { $0.interface = Place.wideAreaInterface })
        #expect(world.outcomes == [.dropped(.unexpectedMessage)])
        #expect(world.engine.homeLinkRouters.map(\.name) == ["home0"])
        #expect(world.routers.isEmpty)
    }

    @Test func somebodyWithThisRoutersAddressIsNoOther() {
        var world = World()
        world.receive(Self.draft.with { $0.source = Place.homeAgentLinkLocal })
        #expect(world.outcomes == [.dropped(.routerAdvertisementFromOwnAddress)])
        #expect(world.routers.isEmpty)
    }

    @Test func advertisementsAreCounted() {
        var world = World()
        world.receive(Self.draft)
        world.receive(Self.draft.with { $0.isHomeAgent = false })
        world.receive(Self.draft.with { $0.hopLimit = 1 })
        #expect(world.counters.routerAdvertisementsReceived == 2)
    }
}
