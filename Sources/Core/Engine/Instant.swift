/// A moment on the monotonic clock that every event carries; the engine has no clock of its own.
public struct Instant: Hashable, Comparable, Sendable {
    /// Nanoseconds since an arbitrary start, the same for the whole life of an engine.
    public var nanoseconds: UInt64

    /// Makes the moment `nanoseconds` after the clock's start.
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// Orders moments by time.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The moment `duration` later; a negative duration goes back, no further than the clock's start.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        let offset = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        return Instant(nanoseconds: UInt64(max(0, Int64(instant.nanoseconds) + offset)))
    }

    /// The time from `right` to `left`, negative when `left` is the earlier.
    public static func - (left: Instant, right: Instant) -> Duration {
        .nanoseconds(Int64(left.nanoseconds) - Int64(right.nanoseconds))
    }

    /// Whole seconds from `now` until this moment, rounded up; 0 when it has come.
    func wholeSeconds(from now: Instant) -> UInt32 {
        self > now ? UInt32(clamping: (nanoseconds - now.nanoseconds + 999_999_999) / 1_000_000_000) : 0
    }
}
