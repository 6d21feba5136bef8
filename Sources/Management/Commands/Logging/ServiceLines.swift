/// `service`: how log lines look.
enum ServiceLines {
    static let all =
        timestamps("log", "Lines of the log", \.logTimestamps) + timestamps("debug", "Debug lines", \.debugTimestamps)
        + [
            SchemaLine(
                .flag([service, .word("sequence-numbers", "Number the lines")], \.showsSequenceNumbers),
                in: .logLineStyle)
        ]

    private static let service = Grammar.word("service", "How log lines look")
    private static let stamp = Grammar.word("timestamps", "The moment before each line")

    private static let kind = Key<Bool>("uptime")
    private static let milliseconds = Key<Bool>("msec")
    private static let localTime = Key<Bool>("localtime")
    private static let timeZone = Key<Bool>("show-timezone")

    private static let style = Grammar.choice([
        [
            .word("datetime", "Date and time of day", says: kind, false),
            .anyOrder([
                [.word("msec", "With milliseconds", says: milliseconds, true)],
                [.word("localtime", "In local time, else in UTC", says: localTime, true)],
                [.word("show-timezone", "With the name of the time zone", says: timeZone, true)],
            ]),
        ],
        [.word("uptime", "How long the router runs", says: kind, true)],
    ])

    private static func timestamps(
        _ word: String, _ help: String, _ field: ConfigurationLine<LogLineStyle>.Field<TimestampStyle?>
    ) -> [SchemaLine] {
        ConfigurationLine.switchable(
            [service, stamp, .word(word, help)], [style], field, default: .standard, say: arguments, hear: timestamps
        ).map { SchemaLine($0, in: .logLineStyle) }
    }

    private static func arguments(_ style: TimestampStyle) -> Arguments {
        guard case .dateTime(let options) = style else { return Arguments(kind(true)) }
        return Arguments(
            kind(false), milliseconds(options.contains(.milliseconds) ? true : nil),
            localTime(options.contains(.localTime) ? true : nil), timeZone(options.contains(.timeZone) ? true : nil))
    }

    private static func timestamps(_ arguments: Arguments) -> TimestampStyle {
        if arguments[kind] == true { return .uptime }
        var options: TimestampStyle.DateTimeOptions = []
        if arguments[milliseconds] == true { options.insert(.milliseconds) }
        if arguments[localTime] == true { options.insert(.localTime) }
        if arguments[timeZone] == true { options.insert(.timeZone) }
        return .dateTime(options)
    }
}

extension Scope where Target == LogLineStyle {
    /// Global configuration of how log lines look.
    static let logLineStyle = Scope(
        get: { configuration, _ in configuration.logging.lineStyle },
        edit: { (configuration, _, change) throws(Refusal) in try change(&configuration.logging.lineStyle) })
}
