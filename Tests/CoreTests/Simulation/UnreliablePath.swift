import Core

/// A way through the network that loses, doubles, delays and so reorders what is on it.
struct UnreliablePath<Message> {
    /// Per cent of messages that never arrive.
    var loss = 0
    /// Per cent of messages that arrive twice.
    var duplication = 0
    /// Milliseconds that a message may take.
    var delay: ClosedRange<Int64> = 5...5
    private var generator: SeededGenerator
    private var underway: [(arrival: Instant, message: Message)] = []

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func send(_ message: Message, at now: Instant) {
        let copies = chance(duplication) ? 2 : 1
        for _ in 0..<copies where !chance(loss) {
            underway.append((now + .milliseconds(Int64.random(in: delay, using: &generator)), message))
        }
    }

    /// What has arrived by now, the earliest first.
    mutating func arrivals(at now: Instant) -> [Message] {
        let arrived = underway.filter { $0.arrival <= now }.sorted { $0.arrival < $1.arrival }
        underway.removeAll { $0.arrival <= now }
        return arrived.map(\.message)
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
}
