/// How the moment of a log line is written before it.
public enum TimestampStyle: Hashable, Sendable {
    /// The date and the time of day.
    case dateTime(DateTimeOptions)
    /// How long the daemon runs.
    case uptime

    /// What is said of the date and the time of day.
    public struct DateTimeOptions: OptionSet, Hashable, Sendable {
        /// One bit an option.
        public let rawValue: UInt8

        /// Takes bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// `msec`: three digits behind the second.
        public static let milliseconds = DateTimeOptions(rawValue: 1)
        /// `localtime`: in the machine's time zone, else in UTC.
        public static let localTime = DateTimeOptions(rawValue: 2)
        /// `show-timezone`: with the name of the time zone.
        public static let timeZone = DateTimeOptions(rawValue: 4)
    }

    /// What holds if nothing is configured: the date and the time of day in UTC, with milliseconds.
    public static let standard = TimestampStyle.dateTime(.milliseconds)

    /// The text: `Nov 24 14:30:00.123`, or `00:05:12`, `1d02h`, `3w2d`.
    func text(_ moment: LogMoment) -> String {
        switch self {
        case .dateTime(let options): Self.dateTime(moment, options)
        case .uptime: Self.uptime(moment.uptime)
        }
    }

    private static func dateTime(_ moment: LogMoment, _ options: DateTimeOptions) -> String {
        let isLocal = options.contains(.localTime)
        let time = CivilTime(secondsSince1970: moment.seconds + (isLocal ? Int64(moment.utcOffset) : 0))
        let fraction =
            options.contains(.milliseconds) ? "." + DecimalText.padded(moment.microseconds / 1000, to: 3) : ""
        let zone = options.contains(.timeZone) ? " " + (isLocal ? moment.zone : "UTC") : ""
        return "\(time.monthAndDay) \(time.clock)\(fraction)\(zone)"
    }

    private static func uptime(_ seconds: UInt64) -> String {
        let (days, hours) = (seconds / 86_400, seconds / 3600)
        if days >= 7 { return "\(days / 7)w\(days % 7)d" }
        if days >= 1 { return "\(days)d\(DecimalText.padded(hours % 24, to: 2))h" }
        return [hours, seconds / 60 % 60, seconds % 60].map { DecimalText.padded($0, to: 2) }.joined(separator: ":")
    }
}
