import Core

/// A way through the network that loses, doubles, delays and so reorders what is on it.
struct UnreliablePath<Message> {
    var weather: Weather
    private var generator: SeededGenerator
    private var underway: [(arrival: Instant, message: Message)] = []

    init(_ weather: Weather, seed: UInt64) {
        self.weather = weather
        generator = SeededGenerator(seed: seed)
    }

    /// When the next message arrives; `nil` while nothing is on its way.
    var nextArrival: Instant? { underway.map(\.arrival).min() }

    mutating func send(_ message: Message, at now: Instant) {
        let copies = chance(weather.duplication) ? 2 : 1
        for _ in 0..<copies where !chance(weather.loss) {
            underway.append((now + .milliseconds(Int64.random(in: weather.delay, using: &generator)), message))
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
