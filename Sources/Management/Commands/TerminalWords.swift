/// Settings of a terminal, as lines of configuration and commands of a session have them.
enum TerminalWords {
    static let length: [Grammar] = [.word("length", "Rows to a page")]
    static let rows = Parameter<UInt16>("rows", .number(0...512), "Rows; 0 shows everything at once")
    static let width: [Grammar] = [.word("width", "Columns")]
    static let columns = Parameter<UInt16>("columns", .number(0...512), "Columns; 0 is what the terminal has")
    static let history: [Grammar] = [.word("history", "Lines that were typed"), .word("size", "How many are kept")]
    static let historySize = Parameter<UInt16>("history size", .number(0...256), "Lines; 0 keeps none")
    static let idleTimeout: [Grammar] = [.word("exec-timeout", "Time without a key after which a session ends")]
    static let minutes = Parameter<UInt32>("minutes", .number(0...35791), "Minutes; 0 and no seconds for never")
    static let seconds = Parameter<UInt32>("seconds", .number(0...59), "Seconds besides")

    /// A length of time.
    static let time: [Grammar] = [.value(minutes), .optional([.value(seconds)])]

    /// The time that was said, in seconds; `nil` for never.
    static func idleTimeout(_ arguments: Arguments) -> UInt32? {
        let total = (arguments[minutes] ?? 0) * 60 + (arguments[seconds] ?? 0)
        return total == 0 ? nil : total
    }

    /// What says a time in seconds.
    static func say(_ time: UInt32) -> Arguments {
        Arguments(minutes(time / 60), seconds(time % 60 == 0 ? nil : time % 60))
    }
}
