import Core
import Testing

/// Which home link a home address is of, and that its prefix bounds its binding (RFC 6275 section 10.3.1).
@Suite struct HomePrefixTests {
    /// A second home link whose prefix is a part of the first one's, or the whole of it.
    @Test(arguments: [(48, "home0"), (80, "second0")] as [(UInt8, String)])
    func theLongestPrefixCounts(_ length: UInt8, _ expected: String) throws {
        var world = World {
            var second = MobilityInterfaceConfiguration()
            second.isHomeLink = true
            second.addresses = [InterfaceAddress(address: Place.homeAgent.offset(by: 1), prefixLength: length)]
            $0.interfaces["second0"] = second
        }
        world.receive(BindingUpdateDraft())
        world.advance(by: .seconds(2))
        #expect(try #require(world.engine.binding(of: Place.homeAddress)).homeLink == expected)
    }

    private func until(_ end: Instant) -> AdvertisedPrefixes<Instant> {
        var prefixes = AdvertisedPrefixes<Instant>()
        var parameters = PrefixParameters<Instant>()
        parameters.lifetimes = .until(valid: end, preferred: end)
        prefixes.common = parameters
        return prefixes
    }

    private func registered() throws -> World {
        var world = World()
        world.receive(BindingUpdateDraft())
        world.advance(by: .seconds(2))
        _ = try #require(world.engine.binding(of: Place.homeAddress))
        return world
    }

    /// An operator who puts the end of a prefix forward shortens what was granted before.
    @Test func aBindingEndsWithItsPrefix() throws {
        var world = try registered()
        let end = world.now + .seconds(60)
        world.configure { $0.interfaces["home0"]?.prefixes = until(end) }
        #expect(world.engine.binding(of: Place.homeAddress)?.lifetimeRemaining(at: world.now) == 60)
        world.advance(by: .seconds(59))
        #expect(world.engine.binding(of: Place.homeAddress) != nil)
        world.advance(by: .seconds(2))
        #expect(world.engine.binding(of: Place.homeAddress) == nil)
    }

    @Test func aPrefixThatIsOverTakesItsBindingsAlong() throws {
        var world = try registered()
        let past = world.now
        world.configure { $0.interfaces["home0"]?.prefixes = until(past) }
        world.advance(by: .seconds(0))
        #expect(world.engine.binding(of: Place.homeAddress) == nil)
    }

    @Test func aLaterEndChangesNothing() throws {
        var world = try registered()
        let binding = world.engine.binding(of: Place.homeAddress)
        let end = world.now + .seconds(1_000_000)
        world.configure { $0.interfaces["home0"]?.prefixes = until(end) }
        #expect(world.engine.binding(of: Place.homeAddress) == binding)
    }
}

extension IPv6Address {
    fileprivate func offset(by number: UInt128) -> IPv6Address { IPv6Address(rawValue: rawValue + number) }
}
