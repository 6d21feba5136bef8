import Core
import Testing

/// Mobile nodes are asked for their groups (RFC 6275 section 10.4.3).
@Suite struct ListenerQueryTests {
    private func registered(_ change: (inout MobilityConfiguration) -> Void = { _ in }) -> (World, MobileNode, Instant)
    {
        var world = World { change(&$0) }
        var node = MobileNode()
        world.receive(node.update(lifetime: 65_535))
        world.advance(by: .seconds(1))
        return (world, node, world.now)
    }

    @Test("A node is asked as soon as it is registered, after its acknowledgement, and the query is one")
    func generalQuery() throws {
        let (world, node, _) = registered()
        let last = try #require(world.sent.last)
        let query = try #require(TunnelledQuery(last))
        #expect(world.sent.dropLast().last?.acknowledgement != nil)
        #expect(last.packet.delivery == .routed)
        #expect(query.outerSource == Place.homeAgent && query.careOfAddress == node.careOfAddress)
        #expect(query.source == .linkLocal(interfaceIdentifier: Place.homeAgent.interfaceIdentifier))
        #expect(query.destination == .allNodes)
        #expect(query.hopLimit == 1 && query.alertsRouters)
        #expect(
            query.query
                == MulticastListenerQuery(
                    maximumResponseCode: 10_000, group: .unspecified,
                    version2: .init(robustness: 2, intervalCode: 125)))
    }

    @Test("Queries go on at the Startup Query Interval, then at the Query Interval, to where the node is")
    func pace() {
        var (world, node, start) = registered()
        world.advance(by: .seconds(200))
        world.receive(node.update(movedTo: Place.otherCareOf, lifetime: 65_535))
        world.advance(by: .seconds(250))
        let times = world.queries.map { ($0.time - start) / .seconds(1) }
        #expect(times == [0, 31.25, 156.25, 281.25, 406.25])
        #expect(
            world.queries.map(\.query.careOfAddress)
                == [Place.careOf, Place.careOf, Place.careOf, Place.otherCareOf, Place.otherCareOf])
    }

    @Test("The interval is the operator's, and the times that follow from it do")
    func interval() {
        var (world, _, start) = registered { $0.homeAgent.multicast.queryInterval = 8 }
        world.advance(by: .seconds(20))
        #expect(world.queries.map { ($0.time - start) / .seconds(1) } == [0, 2, 10, 18])
        #expect(world.queries.allSatisfy { $0.query.query.maximumResponseCode == 4000 })
        #expect(world.queries.allSatisfy { $0.query.query.version2?.intervalCode == 8 })
    }

    @Test("With the binding the queries end")
    func end() {
        var (world, node, _) = registered()
        world.receive(node.deregistration())
        world.forget()
        world.advance(by: .seconds(1000))
        #expect(world.queries.isEmpty)
    }

    @Test("Switched off there are none; switched on again, nodes that are away are asked within the startup interval")
    func switching() {
        var (world, _, _) = registered { $0.homeAgent.multicast.isEnabled = false }
        world.advance(by: .seconds(1000))
        #expect(world.queries.isEmpty)
        world.configure { $0.homeAgent.multicast.isEnabled = true }
        world.advance(by: .seconds(31.25))
        #expect(world.queries.count >= 1)
        world.configure { $0.homeAgent.multicast.isEnabled = false }
        world.forget()
        world.advance(by: .seconds(1000))
        #expect(world.queries.isEmpty)
    }

    @Test("Outer headers have the hop limit that is configured")
    func hopLimit() throws {
        let (world, _, _) = registered { $0.tunnelHopLimit = 7 }
        #expect(try #require(world.sent.last).read.packet.header.hopLimit == 7)
    }
}
