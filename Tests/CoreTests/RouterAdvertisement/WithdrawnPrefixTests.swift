import Core
import Testing

/// A prefix that the configuration withdraws is advertised as deprecated until hosts have let it go: they keep it for
/// two hours, or as long as they were told before (RFC 4862 section 5.5.3 e).
@Suite struct WithdrawnPrefixTests {
    private let second = Link.Address(
        address: IPv6Address("2001:db8:5::7") ?? .unspecified, prefixLength: 64, isUsable: true)

    private var link: Link { .home.with { $0.addresses.append(second) } }
    private var prefix: IPv6Prefix { IPv6Prefix(second.address, length: 64) ?? Place.homePrefix }

    /// A home agent that has advertised two prefixes for a while.
    private func world(_ change: (inout MobilityConfiguration) -> Void = { _ in }) -> World {
        var world = World(change)
        world.handle(.linkChanged(link))
        world.advance(by: .seconds(10))
        world.forget()
        return world
    }

    /// What the last advertisement says of the second prefix.
    private func told(_ world: World) -> PrefixInformation? {
        let options = world.routerAdvertisements.last?.routerAdvertisement?.options ?? []
        for case .prefixInformation(let option) in options where option.prefix == prefix { return option }
        return nil
    }

    @Test func anAddressThatIsRemovedTakesItsPrefixAlong() throws {
        var world = world()
        let began = world.now
        world.handle(.linkChanged(.home))
        world.advance(by: .seconds(2))
        let first = try #require(told(world))
        #expect(first.preferredLifetime == 0)
        #expect((7190...7200).contains(first.validLifetime))
        #expect(first.isOnLink && first.isAutonomous)
        #expect(first.routerAddress == nil, "there is no such address any more")
        world.advance(by: .seconds(3600))
        let later = try #require(told(world))
        #expect(later.preferredLifetime == 0)
        #expect((3590...3600).contains(later.validLifetime))
        world.forget()
        world.advance(by: .seconds(3610) - (world.now - began - .seconds(3600)))
        #expect(told(world) == nil, "after two hours hosts have let it go")
    }

    @Test func whatWasToldIsNotMadeLonger() throws {
        var world = world {
            $0.interfaces["home0"]?.prefixes.common = .lasting(valid: 600, preferred: 300)
        }
        world.handle(.linkChanged(.home))
        world.advance(by: .seconds(2))
        #expect((595...600).contains(try #require(told(world)).validLifetime))
        world.advance(by: .seconds(605))
        world.forget()
        world.advance(by: .seconds(2))
        #expect(told(world) == nil)
    }

    /// `no-advertise` is an order of its own: the prefix is not mentioned at all.
    @Test func aPrefixThatIsNotToBeAdvertisedIsNot() throws {
        var world = world()
        let prefix = prefix
        world.configure {
            var parameters = PrefixParameters<Instant>()
            parameters.isAdvertised = false
            $0.interfaces["home0"]?.prefixes.individual[prefix] = parameters
        }
        world.advance(by: .seconds(2))
        #expect(told(world) == nil)
    }

    /// A prefix of a line, and of no address, whose line is taken back.
    @Test func aLineThatIsTakenBackWithdrawsItsPrefix() throws {
        let other = try #require(IPv6Prefix(IPv6Address("2001:db8:6::") ?? .unspecified, length: 64))
        var world = world { $0.interfaces["home0"]?.prefixes.individual[other] = PrefixParameters() }
        world.configure { $0.interfaces["home0"]?.prefixes.individual = [:] }
        world.advance(by: .seconds(2))
        let options = try #require(world.routerAdvertisements.last?.routerAdvertisement).options
        let told = options.compactMap { if case .prefixInformation(let option) = $0 { option } else { nil } }
        #expect(told.first { $0.prefix == other }?.preferredLifetime == 0)
    }

    @Test func aPrefixWhoseDateHasComeIsNotDraggedOn() throws {
        var world = World()
        let prefix = prefix
        let end = world.now + .seconds(60)
        world.configure {
            var parameters = PrefixParameters<Instant>()
            parameters.lifetimes = .until(valid: end, preferred: end)
            $0.interfaces["home0"]?.prefixes.individual[prefix] = parameters
        }
        world.handle(.linkChanged(link))
        world.advance(by: .seconds(30))
        #expect(told(world) != nil)
        world.advance(by: .seconds(60))
        #expect(told(world) == nil)
    }

    @Test func aPrefixThatComesBackIsPreferredAgain() throws {
        var world = world()
        world.handle(.linkChanged(.home))
        world.advance(by: .seconds(20))
        world.handle(.linkChanged(link))
        world.advance(by: .seconds(2))
        #expect(try #require(told(world)).preferredLifetime == 604_800)
        #expect(try #require(told(world)).routerAddress == second.address)
    }

    @Test func aLinkThatWasDownMeanwhileIsToldToo() throws {
        var world = world()
        world.handle(.linkChanged(link.with { $0.isRunning = false }))
        world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        world.advance(by: .seconds(60))
        world.handle(.linkChanged(.home))
        world.advance(by: .seconds(2))
        #expect(try #require(told(world)).preferredLifetime == 0)
    }

    /// Two home agents of one link have one prefix; that one of them leaves must not deprecate it.
    @Test func whatAnotherRouterStandsForIsLeftToIt() {
        var world = world()
        var other = RouterAdvertisementDraft()
        other.addresses = [
            .init(address: IPv6Address("2001:db8:5::8") ?? .unspecified, preferredLifetime: 1800)
        ]
        world.receive(other)
        world.handle(.linkChanged(.home))
        world.advance(by: .seconds(5))
        #expect(told(world) == nil)
        world.forget()
        world.advance(by: .seconds(1900))
        #expect(told(world)?.preferredLifetime == 0, "once the other one is gone, nobody stands for it")
    }

    @Test func theOperatorSeesIt() throws {
        var world = world()
        world.handle(.linkChanged(.home))
        let told = try #require(world.engine.routerAdvertisement(on: Place.homeInterface, at: world.now))
        #expect(told.prefixes.map(\.prefix) == [Place.homePrefix, prefix])
        #expect(told.prefixes.last?.preferredLifetime == 0)
    }

    @Test func manyThatComeAndGoAreForgotten() {
        var world = world()
        for number in 0..<1000 as Range<UInt128> {
            world.handle(
                .linkChanged(
                    .home.with {
                        let address = IPv6Address(rawValue: second.address.rawValue + number << 64)
                        $0.addresses.append(Link.Address(address: address, prefixLength: 64, isUsable: true))
                    }))
            world.advance(by: .seconds(1))
        }
        let last = world.engine.routerAdvertisement(on: Place.homeInterface, at: world.now)
        #expect((last?.prefixes.count ?? 0) <= 258)
    }
}

extension PrefixParameters where Moment == Instant {
    fileprivate static func lasting(valid: UInt32, preferred: UInt32) -> PrefixParameters {
        var parameters = PrefixParameters()
        parameters.lifetimes = .seconds(valid: valid, preferred: preferred)
        return parameters
    }
}
