import Core
import Testing

/// Mobile nodes that move about while their packets are lost, doubled, delayed and reordered.
@Suite struct UnreliablePathTests {
    /// An update is answered once for each time that it arrives, at most; a binding is always one that its node asked
    /// for, and never goes back to an older one; in good weather home agent and nodes end up of one mind.
    @Test(arguments: Weather.all)
    func everybodyEndsUpWhereTheyAre(_ weather: Weather) {
        var scene = Scene(weather)
        for _ in 0..<80 {
            scene.moveSomebody()
            scene.run(for: .milliseconds(1500))
        }
        scene.clearUp()
        scene.run(for: .seconds(80))
        scene.expectEverybodyWhereTheyAre()
        #expect(scene.network.packetsDelivered > 60)
        #expect(scene.network.sent.count { $0.acknowledgement != nil } <= scene.network.packetsDelivered)
    }

    /// Bindings of 40 seconds, renewed in time, outlast an hour of bad weather; and no renewal asks for probes
    /// of an address that is bound.
    @Test func renewedBindingsLast() {
        var scene = Scene(Weather(loss: 10, duplication: 10, delay: 5...800), lifetime: 10)
        scene.run(for: .seconds(30))
        scene.network.forget()
        scene.run(for: .seconds(3600))
        #expect(scene.network.sent.count { $0.acknowledgement != nil } > 5 * 80)
        #expect(scene.network.sent.allSatisfy { $0.neighborSolicitation == nil })
        scene.expectEverybodyWhereTheyAre()
    }

    /// What has no authenticator, or names no key of the node, is never answered and changes nothing; a wrong
    /// authenticator is answered with nothing but status 146 (RFC 4285 section 5.1).
    @Test(arguments: Weather.all)
    func strangersAreNotHeard(_ weather: Weather) {
        var scene = Scene(weather)
        for step in 0..<400 {
            if step % 10 == 0 { scene.moveSomebody() }
            scene.sendAsStranger()
            scene.run(for: .milliseconds(200))
        }
        let answers = scene.network.sent.filter { $0.destination == Scene.stranger }
        #expect(answers.allSatisfy { $0.acknowledgement?.status == .authenticationFailed })
        #expect(answers.count <= scene.forgeries * 2)
        scene.clearUp()
        scene.run(for: .seconds(80))
        scene.expectEverybodyWhereTheyAre()
    }

    /// Old updates that somebody kept and sends again never move a binding.
    @Test func whatIsSentAgainMovesNobody() {
        var scene = Scene(.fair)
        for _ in 0..<20 {
            scene.moveSomebody()
            scene.run(for: .milliseconds(1500))
        }
        scene.settleAbroad()
        let bindings = Set(scene.network.world.engine.bindings)
        #expect(bindings.count == 5)
        for node in scene.network.nodes {
            for update in node.history.values.map(\.received) { scene.network.send(update) }
        }
        scene.run(for: .seconds(5))
        #expect(Set(scene.network.world.engine.bindings) == bindings)
    }

    /// Whatever the weather: what the home agent remembers, timers included, is bounded by its nodes, and when these
    /// are gone, their bindings and what guards them over, it remembers nothing of them.
    @Test(arguments: Weather.all)
    func nothingIsRememberedForEver(_ weather: Weather) {
        var scene = Scene(weather, lifetime: 5)
        var untouched = Scene.world()
        var heaviest = 0
        for _ in 0..<80 {
            scene.moveSomebody()
            scene.sendAsStranger()
            scene.run(for: .milliseconds(1500))
            heaviest = max(heaviest, scene.network.world.engine.weight)
        }
        #expect(heaviest > untouched.engine.weight)
        #expect(heaviest < untouched.engine.weight + 5 * 600)
        scene.network.nodes = []
        scene.run(for: .seconds(60))
        untouched.advance(by: .seconds(180))
        #expect(scene.network.world.engine.bindings.isEmpty)
        #expect(scene.network.world.plane.tunnels.isEmpty)
        #expect(scene.network.world.plane.proxies.isEmpty)
        #expect(scene.network.world.engine.weight == untouched.engine.weight)
    }
}

/// Five nodes, a stranger, and what holds of their bindings at every moment.
private struct Scene {
    static let stranger = Place.careOf(7, link: 9)

    var network: UnreliableNetwork<PersistentNode>
    /// Updates with a wrong authenticator that the stranger sent.
    private(set) var forgeries = 0
    private var generator = SeededGenerator(seed: 11)
    private var watch = Watch()

    var indices: Range<Int> { network.nodes.indices }

    static func world() -> World {
        World {
            $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix)]
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(200_000)
        }
    }

    init(_ weather: Weather, lifetime: UInt16 = 900) {
        let nodes = (0..<5).map { number in
            var node = PersistentNode(
                MobileNode(homeAddress: Place.homeAddress(number), careOfAddress: Place.careOf))
            node.lifetime = lifetime
            return node
        }
        network = UnreliableNetwork(Self.world(), nodes, weather, seed: 1)
        settle()
    }

    /// Home now and then, else to one access link or another.
    mutating func moveSomebody() {
        let index = Int.random(in: indices, using: &generator)
        let link = Int.random(in: 1...4, using: &generator)
        network.nodes[index].move(to: link == 1 ? nil : Place.careOf(index, link: link), at: network.world.now)
    }

    private mutating func settle() {
        for index in indices { network.nodes[index].move(to: Place.careOf(index), at: network.world.now) }
    }

    mutating func settleAbroad() {
        settle()
        run(for: .seconds(5))
    }

    mutating func clearUp() { network.weather = .fair }

    /// An update for one of the nodes' home addresses, from somebody who does not know its key.
    mutating func sendAsStranger() {
        let homeAddress = Place.homeAddress(Int.random(in: 0..<5, using: &generator))
        let signatures: [[BindingUpdateDraft.Signature]] = [
            [], [BindingUpdateDraft.Signature(securityParameterIndex: 0x2000)],
            [BindingUpdateDraft.Signature(isForged: true)],
        ]
        let choice = Int.random(in: 0..<3, using: &generator)
        if choice == 2 { forgeries += 1 }
        network.send(
            BindingUpdateDraft().with {
                $0.source = Self.stranger
                $0.homeAddressOption = homeAddress
                $0.sequenceNumber = UInt16.random(in: 0...UInt16.max, using: &generator)
                $0.lifetime = Bool.random(using: &generator) ? 900 : 0
                $0.signatures = signatures[choice]
            }.received)
    }

    mutating func run(for duration: Duration) {
        var watch = watch
        network.run(for: duration) { watch.check($0) }
        self.watch = watch
    }

    func expectEverybodyWhereTheyAre() {
        for node in network.nodes {
            let binding = network.world.engine.binding(of: node.node.homeAddress)
            #expect(node.isAcknowledged)
            #expect(binding?.careOfAddress == node.careOfAddress)
            #expect(network.world.plane.tunnels[node.node.homeAddress]?.careOfAddress == node.careOfAddress)
            if let expiry = node.expiry, let binding {
                #expect(binding.expiry >= expiry, "the node believes in its binding longer than its home agent")
            }
        }
    }
}

/// Every binding is one that its node asked for, and no older one than was seen before.
private struct Watch {
    /// The last binding seen of each node.
    private var last: [Int: Binding] = [:]

    mutating func check(_ network: UnreliableNetwork<PersistentNode>) {
        for (index, node) in network.nodes.enumerated() {
            guard let binding = network.world.engine.binding(of: node.node.homeAddress) else { continue }
            if node.history[binding.sequenceNumber]?.careOfAddress != binding.careOfAddress {
                Issue.record("nobody asked for \(binding)")
            }
            if let former = last[index], binding.sequenceNumber &- former.sequenceNumber > 0x7fff {
                Issue.record("\(binding) came after \(former)")
            }
            last[index] = binding
        }
    }
}
