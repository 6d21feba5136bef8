/// A rate limit: so many at once, so many a second in the long run.
public struct TokenBucket: Sendable {
    /// Nanoseconds that one token takes to come back.
    private var interval: UInt64
    private var burst: UInt64
    /// The moment, in nanoseconds, at which the bucket is full again.
    private var fullAt: UInt64 = 0

    /// Makes a full bucket.
    ///
    /// - Parameters:
    ///   - rate: tokens a second, at least 1.
    ///   - burst: tokens that may be taken at once after a pause, at least 1.
    public init(rate: UInt64, burst: UInt64) {
        interval = 1_000_000_000 / max(1, rate)
        self.burst = max(1, burst)
    }

    /// Makes a full bucket of `rate` tokens, at least 1, which come back within a second.
    init(rate: UInt32) {
        self.init(rate: UInt64(rate), burst: UInt64(rate))
    }

    /// Gives the bucket another rate; what was taken stays taken.
    mutating func follow(_ rate: UInt32) {
        let bucket = TokenBucket(rate: rate)
        (interval, burst) = (bucket.interval, bucket.burst)
    }

    /// Takes a token; false when there is none.
    public mutating func take(at now: Instant) -> Bool {
        let start = max(fullAt, now.nanoseconds)
        guard start - now.nanoseconds <= interval * (burst - 1) else { return false }
        fullAt = start + interval
        return true
    }
}
