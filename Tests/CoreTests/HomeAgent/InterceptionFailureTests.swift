import Core
import Testing

/// A home address that cannot be watched, or defended, on its home link: no binding is promised, or stays so.
@Suite struct InterceptionFailureTests {
    private let target = NeighborTarget(interface: Place.homeInterface, address: Place.homeAddress)
    private let linkLocal = NeighborTarget(
        interface: Place.homeInterface, address: .linkLocal(interfaceIdentifier: 0x100))

    @Test(arguments: [false, true])
    func anAddressThatIsNotWatchedIsNotRegistered(isLinkLocal: Bool) {
        var (world, node) = (World(), MobileNode())
        if isLinkLocal { node.flags |= BindingUpdateDraft.linkLocalCompatibility }
        world.receive(node.update())
        world.handle(.addressWatchRefused(isLinkLocal ? linkLocal : target))
        #expect(world.statuses == [.insufficientResources])
        world.advance(by: .seconds(60))
        #expect(world.statuses == [.insufficientResources])
        #expect(world.engine.bindings.isEmpty && world.plane.watches.isEmpty && world.plane.tunnels.isEmpty)
    }

    @Test(arguments: [false, true])
    func anAddressThatIsNotDefendedIsNotBound(isLinkLocal: Bool) throws {
        var (world, node) = (World(), MobileNode())
        if isLinkLocal { node.flags |= BindingUpdateDraft.linkLocalCompatibility }
        world.receive(node.update())
        world.advance(by: .seconds(1))
        world.forget()
        world.handle(.neighborProxyRefused(isLinkLocal ? linkLocal : target))
        #expect(world.statuses == [.insufficientResources])
        let answer = try #require(world.acknowledgements.first?.acknowledgement)
        #expect(answer.sequenceNumber == node.sequenceNumber)
        #expect(world.engine.bindings.isEmpty && world.plane.proxies.isEmpty && world.plane.tunnels.isEmpty)
        #expect(world.counters.refused == [.interceptionFailed: 1])
        world.forget()
        world.register(&node)
    }

    /// As on a home link that came up again: who was not just told that he is bound is told nothing.
    @Test func aBindingThatIsDefendedNoMoreEnds() {
        var (world, node, other) = (World(), MobileNode(), MobileNode(homeAddress: Place.otherHomeAddress))
        world.register(&node)
        world.register(&other)
        world.handle(.neighborProxyRefused(target))
        #expect(world.statuses.isEmpty)
        #expect(world.engine.bindings.map(\.homeAddress) == [Place.otherHomeAddress])
        world.handle(.neighborProxyRefused(target))
        #expect(world.engine.bindings.count == 1)
    }
}
