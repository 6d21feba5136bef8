/// `show terminal`: how a session is shown things.
struct TerminalReport: WholeReport {
    static let schema = 1

    /// The line that the person came in by; `nil` for a script.
    let line: String?
    /// The terminal's name without `/dev/`; empty if there is none.
    let terminal: String
    /// Rows to a page; 0 for everything at once, `nil` for what the terminal has.
    let length: Int?
    /// Columns; `nil` for what the terminal has.
    let width: Int?
    /// Lines of history.
    let historySize: Int
    /// Seconds without a key after which the session ends; `nil` for never.
    let idleTimeout: Int?
    /// Whether log lines are shown as they come.
    let monitors: Bool

    init(_ session: CommandSession) {
        line = session.line.map { "\($0)" }
        terminal = session.identity.line
        length = session.terminal.length
        width = session.terminal.width.flatMap { $0 == 0 ? nil : $0 }
        historySize = session.terminal.historySize
        idleTimeout = session.terminal.idleTimeout
        monitors = session.terminal.monitors
    }

    var text: String {
        """
        Line: \(line ?? "none, a script")\(terminal.isEmpty ? "" : ", terminal \(terminal)")
        Length: \(length.map { $0 == 0 ? "everything at once" : "\($0) rows" } ?? "what the terminal has")
        Width: \(width.map { "\($0) columns" } ?? "what the terminal has")
        History size: \(historySize) lines
        Ends when idle: \(idleTimeout.map { "after \(DurationText.clock(UInt64($0)))" } ?? "never")
        Log lines: \(monitors ? "shown" : "not shown")

        """
    }
}
