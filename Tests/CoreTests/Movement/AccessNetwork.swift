import Core

/// A link that a mobile node may come to, with its routers, under a clock that a test moves.
struct AccessNetwork {
    private struct Schedule {
        /// The next unsolicited advertisement, and the answer to a solicitation.
        var unsolicited: Instant?
        var solicited: Instant?
        var last: Instant?
    }

    var routers: [SimulatedRouter]
    /// Addresses that somebody has.
    var taken: Set<IPv6Address> = []
    private var schedules: [Schedule] = []
    private var toNode: UnreliablePath<ReceivedPacket>
    private var fromNode: UnreliablePath<OutgoingPacket>
    private var generator: SeededGenerator

    init(_ routers: [SimulatedRouter], _ weather: Weather = Weather(delay: 0...2), seed: UInt64 = 1) {
        self.routers = routers
        toNode = UnreliablePath(weather, seed: seed)
        fromNode = UnreliablePath(weather, seed: seed &+ 1)
        generator = SeededGenerator(seed: seed)
        schedules = routers.map { _ in Schedule() }
    }

    var weather: Weather {
        get { toNode.weather }
        set {
            toNode.weather = newValue
            fromNode.weather = newValue
        }
    }

    /// When something happens on it.
    var next: Instant? {
        (schedules.flatMap { [$0.unsolicited, $0.solicited] } + [toNode.nextArrival, fromNode.nextArrival])
            .compactMap { $0 }.min()
    }

    /// A packet leaves the node.
    mutating func send(_ packet: OutgoingPacket, at now: Instant) { fromNode.send(packet, at: now) }

    /// Sends what is due; gives back what arrives at the node.
    mutating func run(to now: Instant) -> [ReceivedPacket] {
        for packet in fromNode.arrivals(at: now) { receive(packet, at: now) }
        for index in routers.indices { advertise(index, at: now) }
        return toNode.arrivals(at: now)
    }

    private mutating func advertise(_ index: Int, at now: Instant) {
        let router = routers[index]
        if schedules[index].unsolicited == nil, router.interval != nil {
            schedules[index].unsolicited = now + milliseconds(router.interval)
        }
        let isDue = [schedules[index].unsolicited, schedules[index].solicited].contains {
            $0.map { $0 <= now } ?? false
        }
        guard isDue else { return }
        schedules[index] = Schedule(
            unsolicited: router.interval.map { _ in now + milliseconds(router.interval) }, last: now)
        guard router.isOn else { return }
        deliver(router.advertisement, from: router.linkLayer, at: now)
    }

    private mutating func receive(_ packet: OutgoingPacket, at now: Instant) {
        guard let read = try? ReadPacket(packet.octets) else { return }
        switch read.icmpv6 {
        case .routerSolicitation:
            for index in routers.indices { solicited(index, at: now) }
        case .neighborSolicitation(let message) where read.packet.header.source.isUnspecified:
            guard taken.contains(message.target) else { return }
            deliver(Neighbor.advertisement(of: message.target), from: Neighbor.linkLayer, at: now)
        case .neighborSolicitation(let message):
            for router in routers where router.isOn && router.answersProbes && router.linkLocal == message.target {
                if case .neighbor(_, let address) = packet.delivery, address != router.linkLayer { continue }
                deliver(router.answer(to: read.packet.header.source), from: router.linkLayer, at: now)
            }
        default: break
        }
    }

    /// A router answers after a while, at a distance from its last advertisement (RFC 4861 section 6.2.6).
    private mutating func solicited(_ index: Int, at now: Instant) {
        guard let delay = routers[index].answerDelay, schedules[index].solicited == nil else { return }
        let distance = Duration.milliseconds(min(routers[index].interval?.lowerBound ?? 3000, 3000))
        let earliest = max(now, schedules[index].last.map { $0 + distance } ?? now)
        schedules[index].solicited = earliest + milliseconds(delay)
    }

    private mutating func deliver(_ octets: [UInt8], from source: LinkLayerAddress, at now: Instant) {
        let packet = ReceivedPacket(interface: InterfaceIndex(rawValue: 0), linkLayerSource: source, octets: octets)
        toNode.send(packet, at: now)
    }

    private mutating func milliseconds(_ range: ClosedRange<Int64>?) -> Duration {
        .milliseconds(Int64.random(in: range ?? 0...0, using: &generator))
    }
}
