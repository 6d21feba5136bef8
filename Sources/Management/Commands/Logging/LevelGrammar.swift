/// How severities are written: by name or by number.
enum LevelGrammar {
    static let key = Key<LogSeverity>("level")

    /// A severity; the name is what is printed.
    static let level = Grammar.choice(
        LogSeverity.allCases.map { [.word($0.name, help($0), says: key, $0)] } + [[.value(number)]])

    private static let number = Parameter("level", .severity, "By number")

    private static func help(_ severity: LogSeverity) -> String {
        let meaning =
            switch severity {
            case .emergencies: "The system is unusable"
            case .alerts: "Something must be done at once"
            case .critical: "A part has failed"
            case .errors: "Something could not be done"
            case .warnings: "Something may go wrong"
            case .notifications: "Something happened that matters"
            case .informational: "Something happened"
            case .debugging: "What goes on inside"
            }
        return "\(meaning) (\(severity.rawValue))"
    }
}

extension ArgumentType where Value == LogSeverity {
    /// The number of a severity.
    static let severity = ArgumentType(
        symbol: "<0-7>", precision: .exact,
        parse: { word in word.utf8.count == 1 ? UInt8(word).flatMap { LogSeverity(rawValue: $0) } : nil },
        explain: { "\($0) is not a severity from 0 to 7." },
        print: { String($0.rawValue) })
}
