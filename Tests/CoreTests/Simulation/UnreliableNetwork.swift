import Core

/// A home agent and those who talk to it through a network that loses, doubles, delays and reorders their packets.
/// The clock goes from event to event; the same seed gives the same history.
struct UnreliableNetwork<Node: NetworkNode> {
    var world: World
    var nodes: [Node]
    private var toHomeAgent: UnreliablePath<ReceivedPacket>
    private var fromHomeAgent: UnreliablePath<SentPacket>
    /// Packets that reached the home agent.
    private(set) var packetsDelivered = 0
    /// What the home agent sent since `forget`, whether it arrived or not.
    private(set) var sent: [SentPacket] = []

    init(_ world: World, _ nodes: [Node], _ weather: Weather, seed: UInt64) {
        self.world = world
        self.nodes = nodes
        toHomeAgent = UnreliablePath(weather, seed: seed)
        fromHomeAgent = UnreliablePath(weather, seed: seed &+ 1)
    }

    var weather: Weather {
        get { toHomeAgent.weather }
        set {
            toHomeAgent.weather = newValue
            fromHomeAgent.weather = newValue
        }
    }

    /// Puts a packet of anybody on its way to the home agent.
    mutating func send(_ packet: ReceivedPacket) {
        toHomeAgent.send(packet, at: world.now)
    }

    /// Looks no more at what was sent up to now.
    mutating func forget() { sent = [] }

    /// Lets time pass; `check` looks at the network after everything that happens.
    mutating func run(for duration: Duration, check: (Self) -> Void = { _ in }) {
        let end = world.now + duration
        while let next = nextEvent, next <= end {
            go(to: max(next, world.now), check)
        }
        go(to: end, check)
    }

    private var nextEvent: Instant? {
        ([world.engine.nextDeadline, toHomeAgent.nextArrival, fromHomeAgent.nextArrival]
            + nodes.map(\.nextTransmission)).compactMap { $0 }.min()
    }

    private mutating func go(to moment: Instant, _ check: (Self) -> Void) {
        world.advance(by: moment - world.now)
        collect()
        check(self)
        for index in nodes.indices {
            guard let due = nodes[index].nextTransmission, due <= moment else { continue }
            if let packet = nodes[index].transmission(at: moment) { send(packet) }
        }
        for packet in toHomeAgent.arrivals(at: moment) {
            packetsDelivered += 1
            world.handle(.packet(packet))
            collect()
            check(self)
        }
        for packet in fromHomeAgent.arrivals(at: moment) {
            for index in nodes.indices { nodes[index].receive(packet, at: moment) }
        }
    }

    private mutating func collect() {
        for packet in world.sent { fromHomeAgent.send(packet, at: packet.time) }
        sent += world.sent
        world.forget()
    }
}
