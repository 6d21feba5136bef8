/// `logging`: where log lines go.
enum LoggingLines {
    static let all = lines.map { SchemaLine($0, in: .logging) }

    private static let lines: [ConfigurationLine<LoggingSettings>] = [
        [.denial([logging, .word("on", "Send lines anywhere but to the console")], \.isOn)],
        buffered,
        sink("console", "Sessions at the machine itself", \.console, default: .debugging),
        sink("monitor", "Sessions that said `terminal monitor`", \.monitor, default: .debugging),
        sink("trap", "Syslog hosts", \.trap, default: .informational),
        [facility, rateLimit, SyslogHostLines.host],
    ].flatMap(\.self)

    static let logging = Grammar.word("logging", "Where log lines go")

    private static let size = Parameter<UInt32>("size", .number(4096...67_108_864), "Octets of memory")

    private static let buffered = ConfigurationLine<LoggingSettings>.switchable(
        [logging, .word("buffered", "Memory, for `show logging`")],
        [.choice([[.value(size), .optional([LevelGrammar.level])], [LevelGrammar.level]])],
        \.buffer, default: LoggingSettings.Buffer(),
        say: { Arguments(size($0.size), LevelGrammar.key($0.level)) },
        hear: { arguments in
            var buffer = LoggingSettings.Buffer()
            if let size = arguments[size] { buffer.size = size }
            if let level = arguments[LevelGrammar.key] { buffer.level = level }
            return buffer
        })

    private static func sink(
        _ word: String, _ help: String, _ field: ConfigurationLine<LoggingSettings>.Field<LogSeverity?>,
        default standard: LogSeverity
    ) -> [ConfigurationLine<LoggingSettings>] {
        ConfigurationLine.switchable(
            [logging, .word(word, help)], [LevelGrammar.level], field, default: standard,
            say: { Arguments(LevelGrammar.key($0)) },
            hear: { $0[LevelGrammar.key] ?? standard })
    }

    private static let facilityKey = Key<SyslogFacility>("facility")

    private static let facility = ConfigurationLine<LoggingSettings>.setting(
        [logging, .word("facility", "The part of a system that syslog hosts take this router for")],
        [
            .choice(
                SyslogFacility.allCases.map {
                    [.word($0.name, "Syslog facility \($0.rawValue)", says: facilityKey, $0)]
                })
        ],
        \.facility, default: .local7,
        say: { Arguments(facilityKey($0)) },
        hear: { $0[facilityKey] ?? .local7 })

    private static let rateLimit = ConfigurationLine<LoggingSettings>.setting(
        [logging, .word("rate-limit", "Bound of the lines that packets cause")],
        Parameter("lines", .number(1...10_000), "Lines a second in the long run; debugging has as many of its own"),
        \.rateLimit, default: 100)
}

extension Scope where Target == LoggingSettings {
    /// Global configuration of the log.
    static let logging = Scope(
        get: { configuration, _ in configuration.logging },
        edit: { (configuration, _, change) throws(Refusal) in try change(&configuration.logging) })
}
