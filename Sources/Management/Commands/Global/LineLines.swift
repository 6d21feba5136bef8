/// `line console` and `line vty`.
enum LineLines {
    /// The lines that open the mode.
    static let sections = [console, virtual]

    static let all = [
        SchemaLine(idleTimeout, in: .line), SchemaLine(noIdleTimeout, in: .line),
        SchemaLine(.setting(TerminalWords.length, TerminalWords.rows, \.length), in: .line),
        SchemaLine(.setting(TerminalWords.width, TerminalWords.columns, \.width), in: .line),
        SchemaLine(
            .setting(
                TerminalWords.history, TerminalWords.historySize, \.historySize, default: LineSettings().historySize),
            in: .line),
    ]

    private static let line = Grammar.word("line", "Lines that operators come in by")
    private static let zero = Parameter<UInt16>("line number", .number(0...0), "There is one")
    private static let first = Parameter<UInt16>("first line", .number(0...511), "The first line")
    private static let last = Parameter<UInt16>("last line", .number(0...511), "The last line")

    /// Printed when it holds anything.
    private static let console = SchemaLine(
        ConfigurationLine<Configuration>(
            [line, .word("console", "The machine's own terminal"), .value(zero)],
            read: { $0.lines.console == LineSettings() ? [] : [Arguments(zero(0))] },
            set: { _, _ in },
            remove: { configuration, _ in
                configuration.lines.console = LineSettings()
                return true
            }),
        in: .global, opens: .line, key: { _ in Scope.console })

    private static let virtual = SchemaLine(
        ConfigurationLine<Configuration>(
            [line, .word("vty", "All other terminals"), .value(first), .optional([.value(last)])],
            read: { (configuration: Configuration) -> [Arguments] in
                configuration.lines.virtual.keys.sorted { $0.lowerBound < $1.lowerBound }.map { lines in
                    Arguments(first(lines.lowerBound), last(lines.count == 1 ? nil : lines.upperBound))
                }
            },
            set: { (configuration, arguments) throws(Refusal) in
                let lines = try checked(arguments, in: configuration)
                if configuration.lines.virtual[lines] == nil { configuration.lines.virtual[lines] = LineSettings() }
            },
            remove: { configuration, arguments in
                range(arguments).flatMap { configuration.lines.virtual.removeValue(forKey: $0) } != nil
            }),
        in: .global, opens: .line, key: { range($0).map(Scope.key) ?? "" })

    private static let idleTimeout: ConfigurationLine<LineSettings> = {
        var line = timedOut
        line.readWhole = { AnySequence($0.idleTimeout.map { [TerminalWords.say($0)] } ?? []) }
        return line
    }()

    private static let timedOut = ConfigurationLine<LineSettings>(
        TerminalWords.idleTimeout + TerminalWords.time, negation: TerminalWords.idleTimeout + TerminalWords.time,
        read: { line -> [Arguments] in
            guard let time = line.idleTimeout, time != LineSettings.defaultIdleTimeout else { return [] }
            return [TerminalWords.say(time)]
        },
        set: { line, arguments in line.idleTimeout = TerminalWords.idleTimeout(arguments) },
        remove: { line, _ in
            line.idleTimeout = LineSettings.defaultIdleTimeout
            return true
        })

    /// `no exec-timeout` is for never, as with IOS, and `exec-timeout` alone for the default.
    private static let noIdleTimeout: ConfigurationLine<LineSettings> = {
        var line = ConfigurationLine<LineSettings>.denial(TerminalWords.idleTimeout, \.isTimed)
        line.absence = nil
        return line
    }()

    private static func range(_ arguments: Arguments) -> ClosedRange<UInt16>? {
        guard let lower = arguments[first] else { return nil }
        let upper = arguments[last] ?? lower
        return lower <= upper ? lower...upper : nil
    }

    private static func checked(
        _ arguments: Arguments, in configuration: Configuration
    ) throws(Refusal) -> ClosedRange<UInt16> {
        guard let lines = range(arguments) else { throw Refusal(last, "The last line is before the first.") }
        if let other = configuration.lines.virtual.keys.first(where: { $0 != lines && $0.overlaps(lines) }) {
            throw Refusal(first, "`line vty \(other.lowerBound) \(other.upperBound)` has some of these lines already.")
        }
        return lines
    }
}

extension LineSettings {
    /// Whether a session ends when it is idle.
    fileprivate var isTimed: Bool {
        get { idleTimeout != nil }
        set { idleTimeout = newValue ? Self.defaultIdleTimeout : nil }
    }
}

extension Scope where Target == LineSettings {
    /// The path of `line console 0`.
    static let console = "console"

    /// The path of `line vty`.
    static func key(_ lines: ClosedRange<UInt16>) -> String {
        "\(lines.lowerBound) \(lines.upperBound)"
    }

    private static func lines(_ key: String?) -> ClosedRange<UInt16>? {
        let bounds = (key ?? "").split(separator: " ").compactMap { UInt16($0) }
        return bounds.count == 2 ? bounds[0]...bounds[1] : nil
    }

    /// `line`; the path is `console`, or the first and the last line.
    static let line = Scope(
        get: { configuration, keys in
            guard let lines = lines(keys.last) else { return configuration.lines.console }
            return configuration.lines.virtual[lines]
        },
        edit: { (configuration, keys, change) throws(Refusal) in
            guard let lines = lines(keys.last) else { return try change(&configuration.lines.console) }
            guard configuration.lines.virtual[lines] != nil else {
                throw Refusal("The lines are no longer configured.")
            }
            try change(&configuration.lines.virtual[lines, default: LineSettings()])
        })
}
