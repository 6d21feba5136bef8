/// What the clock on the wall shows.
public struct ClockReading: Hashable, Sendable {
    /// The year.
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int
    /// 0 for Sunday, to 6.
    public var weekday: Int
    /// 0 to 23.
    public var hour: Int
    /// 0 to 59.
    public var minute: Int
    /// 0 to 60.
    public var second: Int
    /// 0 to 999.
    public var millisecond: Int
    /// The time zone's abbreviation: `UTC`.
    public var timeZone: String
    /// Seconds to add to UTC for this zone's time.
    public var offset: Int
    /// Whether the kernel knows that something keeps the clock right (adjtimex(2)).
    public var isSynchronized: Bool

    /// Describes a moment.
    public init(
        year: Int, month: Int, day: Int, weekday: Int, hour: Int, minute: Int, second: Int, millisecond: Int,
        timeZone: String, offset: Int, isSynchronized: Bool
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.weekday = weekday
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
        self.timeZone = timeZone
        self.offset = offset
        self.isSynchronized = isSynchronized
    }
}

extension ClockReading {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// `12:34:56.789 UTC Thu Jan 1 2026`, behind `*` if nothing keeps the clock right.
    var line: String {
        let date = "\(Self.weekdays[weekday % 7]) \(Month.allCases[(month + 11) % 12]) \(day) \(year)"
        return "\(isSynchronized ? "" : "*")\(time) \(timeZone) \(date)\n"
    }

    /// `2026-01-01T12:34:56.789+01:00` (RFC 3339).
    var timestamp: String {
        let date = [(year, 4), (month, 2), (day, 2)].map { DecimalText.padded($0, to: $1) }.joined(separator: "-")
        let minutes = abs(offset) / 60
        let zone = [minutes / 60, minutes % 60].map { DecimalText.padded($0, to: 2) }.joined(separator: ":")
        return "\(date)T\(time)\(offset < 0 ? "-" : "+")\(zone)"
    }

    /// `12:34:56.789`.
    private var time: String {
        [hour, minute, second].map { DecimalText.padded($0, to: 2) }.joined(separator: ":")
            + ".\(DecimalText.padded(millisecond, to: 3))"
    }
}
