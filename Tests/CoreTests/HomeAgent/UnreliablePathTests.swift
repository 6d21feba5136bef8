import Core
import Testing

/// Mobile nodes that move about while their packets are lost, doubled, delayed and reordered.
@Suite struct UnreliablePathTests {
    struct Weather: Sendable, CustomTestStringConvertible {
        var loss = 0
        var duplication = 0
        var delay: ClosedRange<Int64> = 5...5

        var testDescription: String { "\(loss) % lost, \(duplication) % doubled, \(delay) ms" }

        static let all = [
            Weather(), Weather(loss: 30), Weather(duplication: 50), Weather(delay: 5...3000),
            Weather(loss: 40, duplication: 40, delay: 5...8000), Weather(loss: 70, duplication: 10, delay: 100...900),
        ]
    }

    /// An update is answered once for each time that it arrives, at most; a binding is always one that its node asked
    /// for, and never goes back to an older one; in good weather everybody ends up where they are.
    @Test(arguments: Weather.all)
    func everybodyEndsUpWhereTheyAre(_ weather: Weather) throws {
        var scene = Scene(weather)
        for step in 0..<2400 {
            if step % 30 == 0 { scene.moveSomebody() }
            scene.step()
        }
        scene.clearUp()
        for _ in 0..<1600 { scene.step() }
        scene.expectEverybodyWhereTheyAre()
        #expect(scene.updatesDelivered > 60)
        #expect(scene.acknowledgementsSent <= scene.updatesDelivered)
    }
}

/// Several nodes, their paths, and a clock that goes in steps of 50 ms.
private struct Scene {
    private var world: World
    private var nodes: [PersistentNode]
    private var toHomeAgent: UnreliablePath<(node: Int, update: BindingUpdateDraft)>
    private var toNodes: UnreliablePath<(node: Int, acknowledgement: BindingAcknowledgement)>
    private var generator = SeededGenerator(seed: 11)
    private(set) var updatesDelivered = 0
    private(set) var acknowledgementsSent = 0
    /// The last binding seen of each node.
    private var last: [Int: Binding] = [:]

    init(_ weather: UnreliablePathTests.Weather) {
        world = World {
            $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix)]
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(200_000)
        }
        nodes = (0..<5).map {
            PersistentNode(MobileNode(homeAddress: Place.homeAddress($0), careOfAddress: Place.careOf))
        }
        toHomeAgent = UnreliablePath(seed: 1)
        toNodes = UnreliablePath(seed: 2)
        (toHomeAgent.loss, toHomeAgent.duplication, toHomeAgent.delay) =
            (weather.loss, weather.duplication, weather.delay)
        (toNodes.loss, toNodes.duplication, toNodes.delay) = (weather.loss, weather.duplication, weather.delay)
        for index in nodes.indices { nodes[index].move(to: Place.careOf(index), at: world.now) }
    }

    /// Home now and then, else to one access link or another.
    mutating func moveSomebody() {
        let index = Int.random(in: nodes.indices, using: &generator)
        let link = Int.random(in: 1...4, using: &generator)
        nodes[index].move(to: link == 1 ? nil : Place.careOf(index, link: link), at: world.now)
    }

    mutating func clearUp() {
        (toHomeAgent.loss, toHomeAgent.duplication, toHomeAgent.delay) = (0, 0, 5...5)
        (toNodes.loss, toNodes.duplication, toNodes.delay) = (0, 0, 5...5)
    }

    mutating func step() {
        for index in nodes.indices {
            if let update = nodes[index].transmission(at: world.now) {
                toHomeAgent.send((index, update), at: world.now)
            }
        }
        world.advance(by: .milliseconds(50))
        for arrival in toHomeAgent.arrivals(at: world.now) {
            updatesDelivered += 1
            world.receive(arrival.update)
            checkBindings()
        }
        for sent in world.acknowledgements {
            guard let acknowledgement = sent.acknowledgement else { continue }
            let homeAddress = sent.routingHeaderHomeAddress ?? sent.destination
            acknowledgementsSent += 1
            if let index = nodes.firstIndex(where: { $0.node.homeAddress == homeAddress }) {
                toNodes.send((index, acknowledgement), at: world.now)
            }
        }
        world.forget()
        for arrival in toNodes.arrivals(at: world.now) {
            nodes[arrival.node].receive(arrival.acknowledgement, at: world.now)
        }
        checkBindings()
    }

    /// Every binding is one that its node asked for, and no older one than was seen before.
    private mutating func checkBindings() {
        for (index, node) in nodes.enumerated() {
            let binding = world.engine.binding(of: node.node.homeAddress)
            if let binding {
                let asked = node.history[binding.sequenceNumber]
                if asked?.careOfAddress != binding.careOfAddress { Issue.record("nobody asked for \(binding)") }
                if let former = last[index] {
                    let step = binding.sequenceNumber &- former.sequenceNumber
                    if step > 0x7fff { Issue.record("\(binding) came after \(former)") }
                }
            }
            last[index] = binding ?? last[index]
        }
    }

    func expectEverybodyWhereTheyAre() {
        for node in nodes {
            #expect(node.isAcknowledged)
            #expect(world.engine.binding(of: node.node.homeAddress)?.careOfAddress == node.careOfAddress)
            #expect(world.plane.tunnels[node.node.homeAddress]?.careOfAddress == node.careOfAddress)
        }
    }
}
