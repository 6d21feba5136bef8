import Core
import Testing

/// A home network is renumbered while its nodes are abroad.
@Suite struct RenumberingTests {
    private static let renumbered = "2001:db8:99::/64"

    private static func world(of nodes: inout [MobileNode], _ interval: PrefixAdvertisementInterval) -> World {
        var world = World {
            $0.homeAgent.prefixDiscovery.interval = interval
            $0.homeAgent.hostGroups = [.simulated("all", Place.homePrefix)]
            $0.interfaces["home0"]?.advertisement.suppression = .unsolicited
        }
        for number in nodes.indices { world.receive(nodes[number].update(lifetime: 0xffff)) }
        world.advance(by: .seconds(1))
        for node in nodes {
            world.receive(node.solicitation())
            world.advance(by: .milliseconds(10))
        }
        world.forget()
        return world
    }

    private static func nodes(_ count: Int) -> [MobileNode] {
        (0..<count).map { MobileNode(homeAddress: Place.homeAddress($0), careOfAddress: Place.careOf($0)) }
    }

    private static func renumber(_ world: inout World) {
        world.configure {
            guard let prefix = IPv6Prefix(renumbered) else { return }
            $0.interfaces["home0"]?.prefixes.individual[prefix] = PrefixParameters()
        }
    }

    /// Each way loses a third of its packets, doubles some and takes up to 2 s: nodes ask as RFC 6275 section 11.4.3 has
    /// it, when they are told unasked.
    @Test(arguments: 1...5 as ClosedRange<UInt64>) func itReachesTheNodesThroughALossyNetwork(_ seed: UInt64) {
        var nodes = Self.nodes(20)
        var world = Self.world(of: &nodes, PrefixAdvertisementInterval(maximum: 100_000, minimum: 20))
        let weather = Weather(loss: 33, duplication: 10, delay: 5...2000)
        var toNodes = UnreliablePath<SentPacket>(weather, seed: seed)
        var toHomeAgent = UnreliablePath<[UInt8]>(weather, seed: seed + 100)
        var informed: Set<IPv6Address> = []
        var parameters = PrefixParameters<Instant>()
        parameters.lifetimes = .seconds(valid: 50_000, preferred: 40)
        world.configure { $0.interfaces["home0"]?.prefixes.individual[Place.homePrefix] = parameters }
        Self.renumber(&world)
        for _ in 0..<1000 {
            world.forget()
            world.advance(by: .milliseconds(100))
            for packet in world.prefixAdvertisements { toNodes.send(packet, at: world.now) }
            for packet in toNodes.arrivals(at: world.now) {
                guard let node = nodes.first(where: { $0.homeAddress == packet.routingHeaderHomeAddress }) else {
                    continue
                }
                let isSolicited = packet.prefixAdvertisement?.identifier != 0
                if !isSolicited { toHomeAgent.send(node.solicitation(), at: world.now) }
                if packet.advertisedPrefixes.contains(where: { $0.prefix.description == Self.renumbered }) {
                    informed.insert(node.homeAddress)
                }
            }
            for packet in toHomeAgent.arrivals(at: world.now) {
                world.forget()
                world.receive(packet)
                for answer in world.prefixAdvertisements { toNodes.send(answer, at: world.now) }
            }
        }
        // Of twenty nodes with five chances each, a third of them lost.
        #expect(informed.count >= 19)
        world.forget()
        world.advance(by: .seconds(1000))
        #expect(world.prefixAdvertisements.isEmpty, "afterwards it is quiet")
    }

    /// However many have to be told at the same time, a thousand a second are.
    @Test func aStormIsSpread() {
        var nodes = Self.nodes(3000)
        var world = Self.world(of: &nodes, PrefixAdvertisementInterval(maximum: 1, minimum: 1))
        world.forget()
        Self.renumber(&world)
        var told: [IPv6Address: Int] = [:]
        var most = 0
        for _ in 0..<100 {
            world.forget()
            world.advance(by: .milliseconds(100))
            most = max(most, world.prefixAdvertisements.count)
            for packet in world.prefixAdvertisements {
                if let node = packet.routingHeaderHomeAddress { told[node, default: 0] += 1 }
            }
        }
        #expect(most <= 110, "a thousand a second, in turns of ten")
        #expect(told.count == 3000, "and nobody is forgotten")
        #expect(told.values.allSatisfy { $0 <= 4 })
    }

    /// What one event costs is bounded, also where a change concerns everybody.
    @Test func aChangeIsTakenToBindingsInPages() {
        var nodes = Self.nodes(2000)
        var world = Self.world(of: &nodes, PrefixAdvertisementInterval(maximum: 10_000, minimum: 1000))
        world.forget()
        Self.renumber(&world)
        func scheduled(_ world: World) -> Int {
            world.observations.count { if case .prefixAdvertisementScheduled = $0 { true } else { false } }
        }
        #expect(scheduled(world) <= 256)
        world.advance(by: .milliseconds(5))
        #expect(scheduled(world) <= 256)
        world.advance(by: .seconds(1))
        #expect(scheduled(world) == 2000)
    }
}
