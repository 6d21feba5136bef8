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
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// `12:34:56.789 UTC Thu Jan 1 2026`, behind `*` if nothing keeps the clock right.
    var line: String {
        let time = [hour, minute, second].map { Self.digits($0, 2) }.joined(separator: ":")
        let date = "\(Self.weekdays[weekday % 7]) \(Self.months[(month + 11) % 12]) \(day) \(year)"
        return "\(isSynchronized ? "" : "*")\(time).\(Self.digits(millisecond, 3)) \(timeZone) \(date)\n"
    }

    /// `2026-01-01T12:34:56.789+01:00` (RFC 3339).
    var timestamp: String {
        let date = [Self.digits(year, 4), Self.digits(month, 2), Self.digits(day, 2)].joined(separator: "-")
        let time = [hour, minute, second].map { Self.digits($0, 2) }.joined(separator: ":")
        let minutes = abs(offset) / 60
        let zone = "\(offset < 0 ? "-" : "+")\(Self.digits(minutes / 60, 2)):\(Self.digits(minutes % 60, 2))"
        return "\(date)T\(time).\(Self.digits(millisecond, 3))\(zone)"
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
