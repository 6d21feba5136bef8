import Testing

@testable import Core

/// Anybody on a link can send Router Advertisements: they take bounded room, and cost bounded work.
@Suite struct HostileAdvertisementTests {
    private func settled() -> AccessWorld {
        var world = AccessWorld([AccessNetwork([SimulatedRouter(5)]), AccessNetwork([SimulatedRouter(6)], seed: 2)])
        world.plug(into: 0)
        world.run(for: .seconds(5))
        world.forget()
        return world
    }

    private static func forged(_ number: UInt64, prefixes: Int = 1) -> SimulatedRouter {
        SimulatedRouter(0x1000 + number).with { router in
            router.prefixes = (0..<UInt64(prefixes)).map { SimulatedRouter.prefix(0x1000 + 64 * (number % 512) + $0) }
        }
    }

    /// The node stays where it is, asks its router at most so often, and keeps no more than there is room for.
    @Test(arguments: [1, 40])
    func aFloodOfRoutersMovesNobody(_ prefixes: Int) {
        var world = settled()
        for number in 0..<2000 as Range<UInt64> {
            world.receive(Self.forged(number, prefixes: prefixes))
            world.run(for: .milliseconds(2))
            #expect(world.isAt(5))
        }
        #expect(world.probes.count <= 4 * 10 * 2)
        #expect(world.attachments[0].prefixes.count <= 256)
        #expect(world.left.isEmpty)
        // It still can move.
        world.plug(into: 1, .silent)
        let moved = world.time { $0.isAt(6) }
        #expect(moved.map { $0 <= .seconds(1) } == true)
    }

    @Test func aFloodOfPrefixesOfTheRouterIsBounded() {
        var world = settled()
        for number in 0..<1000 as Range<UInt64> {
            world.receive(SimulatedRouter(5).with { $0.prefixes = Self.forged(number, prefixes: 40).prefixes })
        }
        #expect(world.isAt(5))
        #expect(world.attachments[0].prefixes.count == 16)
    }

    @Test(arguments: ["::/0", "2000::/3", "2001:d00::/24", "fe80::/64", "ff0e::/64", "::ffff:0:0/96"])
    func whatIsNoPrefixOfALinkIsIgnored(_ text: String) throws {
        var world = settled()
        let option = PrefixInformation(
            prefix: try prefix(text), validLifetime: 86_400, preferredLifetime: 86_400)
        world.receive(SimulatedRouter(5).with { $0.prefixes = [option] })
        #expect(world.attachments[0].prefixes == SimulatedRouter(5).prefixes.map(\.prefix))
    }

    /// Preferred for longer than valid (RFC 4862 section 5.5.3).
    @Test func lifetimesThatContradictEachOtherAreIgnored() {
        var world = settled()
        world.receive(
            SimulatedRouter(5).with {
                $0.prefixes = [SimulatedRouter.prefix(5, validLifetime: 0, preferredLifetime: 1)]
            })
        #expect(world.isAt(5))
    }

    @Test(arguments: ["hop limit", "source", "own address"])
    func whatNoRouterOfTheLinkSentIsIgnored(_ fault: String) throws {
        var world = settled()
        let other = SimulatedRouter(6)
        let message = RouterAdvertisement(
            routerLifetime: 1800, options: other.prefixes.map { .prefixInformation($0) })
        let sources = ["source": try ip("2001:db8:6::1"), "own address": AccessInterface.linkLocal(2)]
        let builder = IPv6PacketBuilder(
            source: sources[fault] ?? other.linkLocal, destination: .allNodes,
            hopLimit: fault == "hop limit" ? 64 : 255)
        world.receive(builder.packet(.routerAdvertisement(message)), from: other.linkLayer)
        #expect(world.probes.isEmpty && world.told.isEmpty)
        #expect(world.attachments[0].prefixes == SimulatedRouter(5).prefixes.map(\.prefix))
    }

    /// An answer that nobody asked for shows nothing: it may be forged, or late (RFC 4861 section 7.3.1).
    @Test func anUnsolicitedAnswerIsNoSignOfLife() {
        var world = settled()
        world.plug(into: 1, .silent)
        while world.plane.watches.isEmpty { world.run(for: .milliseconds(1)) }
        let router = SimulatedRouter(5)
        let message = NeighborAdvertisement(flags: [.router, .override], target: router.linkLocal)
        world.receive(
            IPv6PacketBuilder(source: router.linkLocal, destination: .allNodes, hopLimit: 255)
                .packet(.neighborAdvertisement(message)), from: router.linkLayer)
        let moved = world.time { $0.isAt(6) }
        #expect(moved.map { $0 <= .milliseconds(300) } == true)
    }

    /// Advertisements on interfaces that are not the mobile node's count as before.
    @Test func otherInterfacesAreNotFollowed() {
        var world = AccessWorld([AccessNetwork([SimulatedRouter(5)])]) { $0.interfaces.removeFirst() }
        world.plug(into: 0)
        world.run(for: .seconds(5))
        #expect(world.attachments.isEmpty && world.sent.isEmpty && world.told.isEmpty)
    }
}
