import Testing

@testable import Core

/// Bounds on what is kept for mobile nodes: full is 130, and nothing that was accepted is thrown out for it.
@Suite struct BindingLimitTests {
    private func world(maximum: UInt32?) -> World {
        World {
            $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix)]
            $0.homeAgent.maximumBindings = maximum
        }
    }

    private func node(_ number: Int) -> MobileNode {
        MobileNode(homeAddress: Place.homeAddress(number), careOfAddress: Place.careOf(number))
    }

    @Test func oneOverTheMaximumIsRefused() {
        var world = world(maximum: 3)
        var nodes = (0..<4).map(node)
        for index in 0..<3 { world.register(&nodes[index]) }
        let before = world.snapshot
        #expect(world.outcome(of: nodes[3].update()) == .acknowledged(.insufficientResources))
        #expect(world.snapshot == before)
        #expect(world.outcome(of: nodes[0].update()) == .acknowledged(.accepted), "a refresh needs no room")
    }

    @Test func registrationsUnderWayCount() {
        var world = world(maximum: 2)
        var nodes = (0..<3).map(node)
        world.receive(nodes[0].update())
        world.receive(nodes[1].update())
        #expect(world.outcome(of: nodes[2].update()) == .acknowledged(.insufficientResources))
        world.forget()
        world.receive(nodes[1].update())
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted, .accepted])
    }

    @Test func whatEndedLeavesItsRoom() {
        var world = world(maximum: 1)
        var nodes = (0..<3).map(node)
        world.register(&nodes[0])
        world.receive(nodes[0].deregistration())
        world.register(&nodes[1])
        world.receive(nodes[1].update(lifetime: 0))
        world.receive(nodes[2].update())
        world.receiveAdvertisement(of: nodes[2].homeAddress)
        world.forget()
        world.register(&nodes[0])
        #expect(world.engine.bindings.count == 1)
    }

    @Test func aLowerMaximumEvictsNobody() {
        var world = world(maximum: nil)
        var nodes = (0..<4).map(node)
        for index in 0..<3 { world.register(&nodes[index]) }
        world.configure { $0.homeAgent.maximumBindings = 1 }
        #expect(world.engine.bindings.count == 3)
        #expect(world.outcome(of: nodes[1].update()) == .acknowledged(.accepted))
        #expect(world.outcome(of: nodes[3].update()) == .acknowledged(.insufficientResources))
    }

    /// Registrations under way are bounded, whatever the configuration says: each costs memory, a watch and a timer
    /// before anything is known about its node.
    @Test func registrationsUnderWayAreBounded() {
        var engine = Engine(authenticator: NoAuthenticator(), seed: 1)
        var configuration = MobilityConfiguration.simulated
        configuration.homeAgent.requiresAuthentication = false
        configuration.homeAgent.hostGroups = []
        configuration.rateLimits.duplicateAddressDetections = 1_000_000
        configuration.interfaces["home0"]?.advertisement.interval = .milliseconds(1_800_000)
        let now = Instant(nanoseconds: 0)
        _ = engine.handle(.configured(configuration), at: now)
        _ = engine.handle(.linkChanged(.home), at: now)
        _ = engine.handle(.deadline, at: now)
        var refused = 0
        for upper in 0...1 as ClosedRange<UInt8> {
            var update = Self.update(upper)
            for number in 0...UInt16.max where upper == 0 || number < 10 {
                update.octets.replaceSubrange(60..<64, with: Self.octets(~number) + Self.octets(number))
                let effects = engine.handle(.packet(update), at: now)
                refused += effects.count { if case .observe(.bindingAcknowledgementSent) = $0 { true } else { false } }
            }
        }
        #expect(refused == 10)
        #expect(engine.homeAgent.pending.count == 65_536)
    }

    /// An update for a home address that ends in a number and its complement: all of them have one checksum.
    private static func update(_ upper: UInt8) -> ReceivedPacket {
        let homeAddress = Place.homePrefix.address.rawValue | UInt128(upper) << 32 | 0xffff
        return BindingUpdateDraft().with {
            $0.homeAddressOption = IPv6Address(rawValue: homeAddress)
            $0.signatures = []
        }.received
    }

    private static func octets(_ number: UInt16) -> [UInt8] {
        [UInt8(number >> 8), UInt8(number & 0xff)]
    }
}

/// Cryptography for tests that need none.
private struct NoAuthenticator: MessageAuthenticator {
    func hmacSHA1(key: SecretKey, over parts: [[UInt8]]) -> [UInt8] { [UInt8](repeating: 0, count: 20) }
    func sha1(over parts: [[UInt8]]) -> [UInt8] { [UInt8](repeating: 0, count: 20) }
    func randomOctets(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}
