/// A rate limit in all, and one for each source, so that a flood from one network leaves something to others.
///
/// It takes the same memory whatever arrives: sources share buckets, by a number that nobody outside can predict.
struct SourceRateLimiter: Sendable {
    private static let places = 256

    private let salt: UInt64
    private var shares: [TokenBucket]
    private var whole: TokenBucket

    /// - Parameters:
    ///   - share: what one source may take.
    ///   - whole: what all may take.
    ///   - salt: what decides on who shares a bucket with whom.
    init(share: TokenBucket, whole: TokenBucket, salt: UInt64) {
        self.salt = salt
        self.whole = whole
        shares = Array(repeating: share, count: Self.places)
    }

    /// Takes a token for a source; false when there is none for it. Addresses of a /64 are one source: whoever has one
    /// of them may have them all.
    mutating func take(for source: IPv6Address, at now: Instant) -> Bool {
        var mixer = RandomSource(seed: UInt64(truncatingIfNeeded: source.rawValue >> 64) ^ salt)
        let place = Int(mixer.next() % UInt64(Self.places))
        return shares[place].take(at: now) && whole.take(at: now)
    }
}
