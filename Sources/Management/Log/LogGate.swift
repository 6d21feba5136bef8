import Core

/// Lets so many lines a second in and no more, where packets decide how many there are.
struct LogGate {
    /// How many seconds' worth may come at once.
    private static let burst: UInt64 = 5

    /// Lines that were left out.
    private(set) var leftOut: UInt64 = 0
    /// Those of them that nobody was told of yet.
    private(set) var untold: UInt64 = 0
    private var bucket: TokenBucket

    init(linesPerSecond: UInt32) {
        bucket = TokenBucket(rate: UInt64(linesPerSecond), burst: UInt64(linesPerSecond) * Self.burst)
    }

    /// Whether a line may come in; one that may not is counted.
    mutating func admits(at now: Instant) -> Bool {
        if bucket.take(at: now) { return true }
        leftOut += 1
        untold += 1
        return false
    }

    /// Forgets what was told.
    mutating func told() {
        untold = 0
    }

    mutating func clearCount() {
        leftOut = 0
    }
}
