import Core

/// How an event loop does.
public struct LoopStatistics: Hashable, Sendable {
    /// The time that counts as recent, at least once and at most twice.
    private static let period = Duration.seconds(60)

    /// How often it woke up.
    public private(set) var turns: UInt64 = 0
    /// The longest work between two waits.
    public private(set) var longestTurn = Duration.zero
    /// The longest of this period.
    private var longestOfPeriod = Duration.zero
    /// The longest of the period before.
    private var longestOfFormerPeriod = Duration.zero
    private var periodEnd = Instant(nanoseconds: 0)

    /// The longest work between two waits of the last minute or two.
    public var longestRecentTurn: Duration { max(longestOfPeriod, longestOfFormerPeriod) }

    /// Takes in a turn.
    mutating func record(from start: Instant, to end: Instant) {
        let length = end - start
        turns += 1
        longestTurn = max(longestTurn, length)
        if end >= periodEnd {
            longestOfFormerPeriod = end >= periodEnd + Self.period ? .zero : longestOfPeriod
            longestOfPeriod = .zero
            periodEnd = end + Self.period
        }
        longestOfPeriod = max(longestOfPeriod, length)
    }
}
