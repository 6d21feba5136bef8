import Core
import Testing

/// Bindings while they live (RFC 6275 sections 9.3.4 and 9.5.5).
@Suite struct CorrespondentUseTests {
    private let world: World
    private let peer: Peer

    init() {
        var (world, peer) = (World(), Peer())
        world.bind(&peer)
        (self.world, self.peer) = (world, peer)
    }

    private var entry: RouteOptimizationEntry {
        RouteOptimizationEntry(key: peer.key, careOfAddress: peer.careOfAddress)
    }

    /// Lets time pass while the way is used once a second, in one direction or the other.
    private func use(_ world: inout World, _ field: WritableKeyPath<RouteOptimizationUse, UInt64>, seconds: Int) {
        for _ in 0..<seconds {
            world.plane.directWays.uses[peer.key, default: RouteOptimizationUse()][keyPath: field] += 1
            world.advance(by: .seconds(1))
        }
    }

    // MARK: Refresh

    @Test func whatIsInUseIsAskedForARefreshNearItsEnd() throws {
        var (world, peer) = (world, peer)
        use(&world, \.packetsSent, seconds: 314)
        #expect(world.refreshRequests.isEmpty)
        use(&world, \.packetsSent, seconds: 2)
        let request = try #require(world.refreshRequests.first)
        #expect(world.refreshRequests.count == 1)
        #expect(request.source == peer.correspondent)
        #expect(request.destination == peer.homeAddress)
        #expect(request.routingHeaderHomeAddress == nil)
        use(&world, \.packetsSent, seconds: 100)
        #expect((2...4).contains(world.refreshRequests.count))
        world.giveTokens(to: &peer)
        world.receive(peer.update())
        world.forget()
        use(&world, \.packetsSent, seconds: 300)
        #expect(world.refreshRequests.isEmpty)
        #expect(world.counters.correspondent.refreshRequestsSent >= 2)
    }

    @Test func whatIsNotInUseEndsInSilence() {
        var world = world
        use(&world, \.packetsReceived, seconds: 200)
        world.advance(by: .seconds(250))
        #expect(world.refreshRequests.isEmpty)
        #expect(world.correspondentEnds == [.expired])
    }

    @Test func whatWasUsedIsShown() {
        var world = world
        world.plane.directWays.uses[peer.key] = RouteOptimizationUse(packetsSent: 5, packetsReceived: 6)
        world.advance(by: .seconds(30))
        #expect(world.binding(of: peer)?.use == RouteOptimizationUse(packetsSent: 5, packetsReceived: 6))
    }

    // MARK: Unreachability

    @Test func oneErrorSaysLittle() {
        var world = world
        world.handle(.routeOptimizationUnreachable(entry))
        world.advance(by: .seconds(61))
        for _ in 0..<100 { world.handle(.routeOptimizationUnreachable(entry)) }
        world.advance(by: .seconds(9))
        world.handle(.routeOptimizationUnreachable(entry))
        #expect(world.binding(of: peer) != nil)
    }

    @Test func errorsThatGoOnEndTheDirectWay() {
        var world = world
        for _ in 0..<5 {
            world.handle(.routeOptimizationUnreachable(entry))
            world.advance(by: .seconds(3))
        }
        #expect(world.binding(of: peer) == nil)
        #expect(world.plane.directWays.careOfAddresses.isEmpty)
        #expect(world.correspondentEnds == [.unreachable])
    }

    /// Somebody forges errors about a mobile node that goes on sending from there.
    @Test func whoIsHeardOfIsReachable() {
        var world = world
        for _ in 0..<60 {
            world.handle(.routeOptimizationUnreachable(entry))
            use(&world, \.packetsReceived, seconds: 2)
        }
        #expect(world.binding(of: peer) != nil)
    }

    @Test func errorsAboutAFormerCareOfAddressSayNothing() {
        var (world, peer) = (world, peer)
        let former = entry
        peer.careOfAddress = Place.otherCareOf
        world.bind(&peer)
        for _ in 0..<20 {
            world.handle(.routeOptimizationUnreachable(former))
            world.advance(by: .seconds(3))
        }
        #expect(world.binding(of: peer) != nil)
    }
}
