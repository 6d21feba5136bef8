import Testing

@testable import Core

/// Mobile nodes that keep a correspondent up to date while packets are lost, doubled, delayed and reordered.
@Suite struct UnreliableCorrespondenceTests {
    /// A binding is always where its node once was and said so, never goes back to an older one, and in good weather
    /// both sides end up of one mind.
    @Test(arguments: Weather.all)
    func everybodyEndsUpWhereTheyAre(_ weather: Weather) {
        let nodes = (0..<4).map { PersistentPeer(Peer.number($0)) }
        var network = UnreliableNetwork(World(), nodes, weather, seed: 5)
        var last: [RouteOptimizationKey: UInt16] = [:]
        for step in 0..<40 {
            let index = step % 4
            network.nodes[index].move(to: Place.careOf(index, link: 2 + step % 7), at: network.world.now)
            network.run(for: .seconds(4)) { Self.check($0, &last) }
        }
        network.weather = .fair
        network.run(for: .seconds(60)) { Self.check($0, &last) }
        for node in network.nodes {
            let binding = network.world.binding(of: node.peer)
            #expect(node.isSettled)
            #expect(binding?.careOfAddress == node.peer.careOfAddress)
            if let expiry = node.expiry, let binding {
                #expect(binding.expiry >= expiry, "the node believes in its binding longer than its correspondent")
            }
        }
    }

    /// Bindings of seven minutes, renewed in time with new tokens, outlast hours of bad weather.
    @Test func renewedBindingsLast() {
        let nodes = (0..<2).map { PersistentPeer(Peer.number($0)) }
        var network = UnreliableNetwork(
            World { $0.interfaces["home0"]?.advertisement.interval = .milliseconds(200_000) }, nodes,
            Weather(loss: 10, duplication: 10, delay: 5...800), seed: 5)
        for index in 0..<2 { network.nodes[index].move(to: Place.careOf(index), at: network.world.now) }
        network.run(for: .seconds(60))
        network.run(for: .seconds(7200)) { network in
            if network.world.engine.numberOfCorrespondentBindings != 2 { Issue.record("a binding ended") }
        }
    }

    /// When all are gone, nothing is remembered of them.
    @Test func nothingIsRememberedForEver() {
        var network = UnreliableNetwork(
            World(), [PersistentPeer(Peer.number(1))], Weather(duplication: 50, delay: 5...3000), seed: 5)
        network.nodes[0].move(to: Place.careOf, at: network.world.now)
        network.run(for: .seconds(30))
        #expect(network.world.engine.numberOfCorrespondentBindings == 1)
        network.nodes = []
        network.run(for: .seconds(700))
        #expect(network.world.engine.numberOfCorrespondentBindings == 0)
        #expect(network.world.engine.correspondentNode.memory.earliest == nil)
        #expect(network.world.plane.directWays.careOfAddresses.isEmpty)
    }

    private static func check(
        _ network: UnreliableNetwork<PersistentPeer>, _ last: inout [RouteOptimizationKey: UInt16]
    ) {
        for node in network.nodes {
            guard let binding = network.world.binding(of: node.peer) else { continue }
            if node.history[binding.sequenceNumber] != binding.careOfAddress {
                Issue.record("nobody asked for \(binding)")
            }
            if let former = last[binding.key], binding.sequenceNumber &- former > 0x7fff {
                Issue.record("\(binding) came after \(former)")
            }
            last[binding.key] = binding.sequenceNumber
        }
    }
}
