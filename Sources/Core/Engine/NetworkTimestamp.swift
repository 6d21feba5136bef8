/// A moment of the calendar in the format of NTP (RFC 5905 section 6): seconds since 1900 modulo 2^32 in the upper half,
/// a fraction of a second in the lower.
public struct NetworkTimestamp: Hashable, Sendable {
    /// As it is on the wire.
    public var rawValue: UInt64

    /// Takes what is on the wire.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The moment at a distance from the beginning of 1970, UTC.
    public init(since1970 duration: Duration) {
        self = NetworkTimestamp(rawValue: 2_208_988_800 << 32) + duration
    }

    /// The moment `duration` later.
    static func + (timestamp: NetworkTimestamp, duration: Duration) -> NetworkTimestamp {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = attoseconds / 1_000_000_000
        let offset = Int64(truncatingIfNeeded: seconds) << 32 &+ nanoseconds << 32 / 1_000_000_000
        return NetworkTimestamp(rawValue: timestamp.rawValue &+ UInt64(bitPattern: offset))
    }

    /// Whether it is the later of two moments less than 68 years apart, in whatever eras of NTP they are.
    func isLater(than other: NetworkTimestamp) -> Bool {
        difference(from: other) > 0
    }

    /// Whether it is so many seconds away from another moment at most, before or after it.
    func isWithin(seconds: UInt8, of other: NetworkTimestamp) -> Bool {
        difference(from: other).magnitude <= UInt64(seconds) << 32
    }

    /// Milliseconds that have passed since another moment; 0 if that is the later.
    func milliseconds(since other: NetworkTimestamp) -> UInt64 {
        // Seconds with 16 bits of fraction leave room to multiply.
        ((UInt64(max(0, difference(from: other))) >> 16) * 1000) >> 16
    }

    private func difference(from other: NetworkTimestamp) -> Int64 {
        Int64(bitPattern: rawValue &- other.rawValue)
    }
}
