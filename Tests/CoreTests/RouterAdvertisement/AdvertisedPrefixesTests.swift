import Core
import Testing

/// What is advertised of prefixes, and for how long (RFC 4861 section 6.2.1).
@Suite struct AdvertisedPrefixesTests {
    private let other: IPv6Prefix

    init() throws {
        other = try prefix("2001:db8:5::/64")
    }

    /// The prefixes that a world advertises within the next second.
    private func advertised(_ world: inout World) throws -> [PrefixInformation] {
        world.forget()
        world.advance(by: .seconds(1))
        let message = try #require(world.routerAdvertisements.last?.routerAdvertisement)
        return message.options.compactMap { if case .prefixInformation(let prefix) = $0 { prefix } else { nil } }
    }

    private func world(_ change: (inout AdvertisedPrefixes<Instant>) -> Void) -> World {
        World {
            var prefixes = AdvertisedPrefixes<Instant>()
            change(&prefixes)
            $0.interfaces["home0"]?.prefixes = prefixes
        }
    }

    private func parameters(
        _ lifetimes: PrefixLifetimes<Instant>? = nil, _ change: (inout PrefixParameters<Instant>) -> Void = { _ in }
    ) -> PrefixParameters<Instant> {
        var parameters = PrefixParameters<Instant>()
        parameters.lifetimes = lifetimes
        change(&parameters)
        return parameters
    }

    // MARK: Which

    @Test func parametersOfItsOwnGoBeforeThoseOfAll() throws {
        var world = world {
            $0.common = parameters(.seconds(valid: 600, preferred: 300)) { $0.isOnLink = false }
            $0.individual[Place.homePrefix] = parameters(.seconds(valid: 60, preferred: 30)) {
                $0.isAutonomous = false
            }
            $0.individual[other] = parameters()
        }
        let prefixes = try advertised(&world)
        #expect(prefixes.map(\.prefix) == [Place.homePrefix, other])
        #expect(prefixes.map(\.validLifetime) == [60, 600], "lifetimes left open are those of all")
        #expect(prefixes.map(\.preferredLifetime) == [30, 300])
        #expect(prefixes.map(\.isOnLink) == [true, true], "flags are not left open")
        #expect(prefixes.map(\.isAutonomous) == [false, true])
    }

    @Test func whatHoldsForAllHoldsForPrefixesOfAddresses() throws {
        var world = world {
            $0.common = parameters(.seconds(valid: .max, preferred: 0)) {
                $0.isOnLink = false
                $0.isAutonomous = false
                $0.tellsRouterAddress = false
            }
        }
        let information = PrefixInformation(
            prefix: Place.homePrefix, isOnLink: false, isAutonomous: false, validLifetime: .max, preferredLifetime: 0)
        #expect(try advertised(&world) == [information])
    }

    @Test func aPrefixCanBeHidden() throws {
        var world = world {
            $0.individual[Place.homePrefix] = parameters { $0.isAdvertised = false }
            $0.individual[other] = parameters()
        }
        #expect(try advertised(&world).map(\.prefix) == [other])
        world.configure { $0.interfaces["home0"]?.prefixes.common = parameters { $0.isAdvertised = false } }
        #expect(try advertised(&world).map(\.prefix) == [other], "a line of its own shows it")
        world.configure { $0.interfaces["home0"]?.prefixes.individual = [:] }
        #expect(try advertised(&world).isEmpty)
    }

    /// A prefix of no address of this router has none to tell, and the R bit says so (RFC 6275 section 7.2).
    @Test func theRouterAddressGoesWithItsPrefixAlone() throws {
        let wide = try prefix("2001:db8::/32")
        var world = world {
            $0.individual[other] = parameters()
            $0.individual[wide] = parameters()
            $0.individual[Place.homePrefix] = parameters { $0.tellsRouterAddress = false }
        }
        let prefixes = try advertised(&world)
        #expect(prefixes.map(\.prefix) == [Place.homePrefix, wide, other])
        #expect(prefixes.map(\.routerAddress) == [nil, Place.homeAgent, nil])
        #expect(prefixes.map(\.isAutonomous) == [true, false, true], "hosts make addresses of 64 bits alone")
    }

    @Test func aPrefixOfTwoAddressesIsThereOnce() throws {
        var world = World()
        let second = try ip("2001:db8:1::2")
        world.handle(
            .linkChanged(
                .home.with { $0.addresses.append(Link.Address(address: second, prefixLength: 64, isUsable: true)) }))
        #expect(try advertised(&world).map(\.routerAddress) == [Place.homeAgent])
    }

    // MARK: Dates

    /// Every advertisement tells what is left; at the valid date there is nothing more to tell.
    @Test func lifetimesCountDownToTheirDates() throws {
        var world = World()
        let (valid, preferred) = (world.now + .seconds(100), world.now + .seconds(40))
        world.configure {
            $0.interfaces["home0"]?.prefixes.common = parameters(.until(valid: valid, preferred: preferred))
        }
        let advertised = seconds(of: &world, for: 120)
        #expect(advertised.count > 90)
        for (time, information) in advertised {
            #expect((information != nil) == (time < valid))
            guard let information else { continue }
            #expect(valid - time <= .seconds(Int64(information.validLifetime)))
            #expect(valid - time > .seconds(Int64(information.validLifetime) - 1))
            let preferredLeft = max(.zero, preferred - time)
            #expect(preferredLeft <= .seconds(Int64(information.preferredLifetime)))
            #expect(preferredLeft > .seconds(Int64(information.preferredLifetime) - 1))
        }
        #expect(advertised.last?.information == nil)
    }

    private func seconds(
        of world: inout World, for seconds: Int64
    ) -> [(time: Instant, information: PrefixInformation?)] {
        world.forget()
        world.advance(by: .seconds(seconds))
        return world.routerAdvertisements.map { sent in
            let prefixes = sent.routerAdvertisement?.options.compactMap { option in
                if case .prefixInformation(let prefix) = option { prefix } else { nil }
            }
            return (sent.time, prefixes?.first)
        }
    }

    @Test func aDateOfThePastIsNotAdvertised() throws {
        var world = world {
            let past = Instant(nanoseconds: 0)
            $0.individual[other] = parameters(.until(valid: past, preferred: past))
        }
        #expect(try advertised(&world).map(\.prefix) == [Place.homePrefix])
    }

    /// The greatest number would mean for ever, which no date does.
    @Test func aDateBeyondAllNumbersIsStillADate() throws {
        let last = Instant(nanoseconds: .max)
        var world = world { $0.common = parameters(.until(valid: last, preferred: last)) }
        let left = try #require(try advertised(&world).first)
        #expect(left.validLifetime == UInt32.max - 1 && left.preferredLifetime == UInt32.max - 1)
    }

    /// The clock on the wall was set: the dates are other moments now, and hosts hear of it at once.
    @Test func aMovedDateIsToldAtOnce() throws {
        var world = World {
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(1_800_000)
            let date = Instant(nanoseconds: 10_000_000_000_000)
            $0.interfaces["home0"]?.prefixes.common = parameters(.until(valid: date, preferred: date))
        }
        world.advance(by: .seconds(300))
        world.forget()
        let date = world.now + .seconds(50)
        world.configure {
            $0.interfaces["home0"]?.prefixes.common = parameters(.until(valid: date, preferred: date))
        }
        #expect(try advertised(&world).map(\.validLifetime) == [50])
    }

    // MARK: Home registrations (RFC 6275 section 10.3.1)

    @Test func aBindingEndsBeforeItsPrefix() throws {
        var (world, node) = (World(), MobileNode())
        let (valid, preferred) = (world.now + .seconds(103), world.now + .seconds(1000))
        world.configure {
            $0.interfaces["home0"]?.prefixes.common = parameters(.until(valid: valid, preferred: preferred))
        }
        world.receive(node.update(lifetime: 900))
        world.advance(by: .seconds(1))
        #expect(world.engine.binding(of: Place.homeAddress)?.lifetime == 100)
        #expect(world.statuses == [.accepted])
    }

    @Test func aDeprecatedPrefixIsToldByTheStatus() throws {
        var (world, node) = (World(), MobileNode())
        world.configure {
            $0.interfaces["home0"]?.prefixes.common = parameters(.seconds(valid: 10_000, preferred: 100))
        }
        world.receive(node.update(lifetime: 900))
        world.advance(by: .seconds(1))
        #expect(world.engine.binding(of: Place.homeAddress)?.lifetime == 3600)
        #expect(world.statuses == [.acceptedButPrefixDiscoveryNecessary])
    }

    @Test func aPrefixThatIsOverIsNoHomePrefix() {
        var (world, node) = (World(), MobileNode())
        let now = world.now
        world.configure {
            $0.interfaces["home0"]?.prefixes.individual[Place.homePrefix] = parameters(
                .until(valid: now, preferred: now))
        }
        #expect(world.outcome(of: node.update()) == .acknowledged(.notHomeSubnet))
    }
}
