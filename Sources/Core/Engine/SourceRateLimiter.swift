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

    /// What all may take of `rate` tokens a second, and one source half of them.
    init(rate: UInt32, salt: UInt64) {
        self.init(share: TokenBucket(rate: Self.share(of: rate)), whole: TokenBucket(rate: rate), salt: salt)
    }

    /// Gives all another rate, and one source half of it; what was taken stays taken.
    mutating func follow(_ rate: UInt32) {
        follow(share: Self.share(of: rate), whole: rate)
    }

    /// Gives all another rate, and each source its own.
    mutating func follow(share: UInt32, whole rate: UInt32) {
        whole.follow(rate)
        for place in shares.indices { shares[place].follow(share) }
    }

    private static func share(of rate: UInt32) -> UInt32 { rate / 2 + rate % 2 }

    /// Takes a token for the /64 of a source: whoever has one address of it may have them all.
    mutating func take(forNetworkOf source: IPv6Address, at now: Instant) -> Bool {
        take(for: IPv6Prefix(leading: 64, of: source), at: now)
    }

    /// Takes a token for a source; false when there is none for it.
    mutating func take(for source: IPv6Prefix, at now: Instant) -> Bool {
        let (high, low) = (
            UInt64(truncatingIfNeeded: source.address.rawValue >> 64), source.address.interfaceIdentifier
        )
        var mixer = RandomSource(seed: high ^ salt)
        mixer = RandomSource(seed: mixer.next() ^ low)
        let place = Int(mixer.next() % UInt64(Self.places))
        return shares[place].take(at: now) && whole.take(at: now)
    }
}
