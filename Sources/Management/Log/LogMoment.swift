import Core

/// A moment as log lines show it: on the clock on the wall, and on the one that rates are bounded by.
public struct LogMoment: Hashable, Sendable {
    /// On the clock that never goes back.
    public var instant: Instant
    /// Whole seconds since the daemon started.
    public var uptime: UInt64
    /// Whole seconds since 1970 in UTC.
    public var seconds: Int64
    /// What is beyond them, in microseconds, 0 to 999,999.
    public var microseconds: UInt32
    /// Seconds that local time is ahead of UTC.
    public var utcOffset: Int32
    /// What local time is called: `CEST`.
    public var zone: String

    /// Describes a moment.
    public init(
        instant: Instant, uptime: UInt64, seconds: Int64, microseconds: UInt32 = 0, utcOffset: Int32 = 0,
        zone: String = "UTC"
    ) {
        self.instant = instant
        self.uptime = uptime
        self.seconds = seconds
        self.microseconds = microseconds
        self.utcOffset = utcOffset
        self.zone = zone
    }

    /// The moment in UTC with 3 or 6 digits behind the second: `2026-11-24T14:30:00.123Z` (RFC 3339).
    public func timestamp(digits: Int = 3) -> String {
        let time = CivilTime(secondsSince1970: seconds)
        let fraction = DecimalText.padded(microseconds, to: 6).prefix(digits)
        return "\(time.date)T\(time.clock).\(fraction)Z"
    }
}
