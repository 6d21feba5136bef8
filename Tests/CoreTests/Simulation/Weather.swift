import Testing

/// What a network does to the packets on it.
struct Weather: Sendable, CustomTestStringConvertible {
    /// Per cent of packets that never arrive.
    var loss = 0
    /// Per cent of packets that arrive twice.
    var duplication = 0
    /// Milliseconds that a packet may take; a wide range reorders.
    var delay: ClosedRange<Int64> = 5...5

    var testDescription: String { "\(loss) % lost, \(duplication) % doubled, \(delay) ms" }

    static let fair = Weather()
    static let all = [
        fair, Weather(loss: 30), Weather(duplication: 50), Weather(delay: 5...3000),
        Weather(loss: 40, duplication: 40, delay: 5...8000), Weather(loss: 70, duplication: 10, delay: 100...900),
    ]
}
