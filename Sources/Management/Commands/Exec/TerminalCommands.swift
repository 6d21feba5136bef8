/// Commands about how the session is shown things.
enum TerminalCommands {
    static let all = [
        setting(TerminalWords.length + [.value(TerminalWords.rows)]) {
            $0.length = $1[TerminalWords.rows].map { Int($0) }
        },
        setting(TerminalWords.width + [.value(TerminalWords.columns)]) {
            $0.width = $1[TerminalWords.columns].map { Int($0) }
        },
        setting(TerminalWords.history + [.value(TerminalWords.historySize)]) {
            $0.historySize = Int($1[TerminalWords.historySize] ?? 0)
        },
        setting(TerminalWords.idleTimeout + TerminalWords.time) {
            $0.idleTimeout = TerminalWords.idleTimeout($1).map { Int($0) }
        },
        withoutSetting(TerminalWords.length) { $0.length = $1.length.map { Int($0) } },
        withoutSetting(TerminalWords.width) { $0.width = $1.width.map { Int($0) } },
        withoutSetting(TerminalWords.history) { $0.historySize = Int($1.historySize) },
        setting([no] + TerminalWords.idleTimeout) { terminal, _ in terminal.idleTimeout = nil },
        showTerminal, showHistory,
    ]

    /// What commands about the session begin with.
    static let terminal = Grammar.word("terminal", "How this session is shown things")
    /// Takes a setting back.
    static let no = Grammar.word("no", "As it is without that")

    private static func setting(
        _ grammar: [Grammar], _ set: @escaping @Sendable (inout TerminalSettings, Arguments) -> Void
    ) -> ExecCommand {
        ExecCommand([terminal] + grammar, .user) { session, _, arguments in
            set(&session.terminal, arguments)
            session.forgetHistory()
            return .none
        }
    }

    /// The setting of the line holds again.
    private static func withoutSetting(
        _ grammar: [Grammar], _ set: @escaping @Sendable (inout TerminalSettings, LineSettings) -> Void
    ) -> ExecCommand {
        ExecCommand([terminal, no] + grammar, .user) { session, _, _ in
            set(&session.terminal, session.lineSettings ?? LineSettings())
            session.forgetHistory()
            return .none
        }
    }

    private static let showTerminal = ShowCommands.showSession(
        [terminal], .user
    ) { TerminalReport($0) }

    private static let showHistory = ShowCommands.showSession(
        [.word("history", "Lines that were typed in this session")], .user
    ) { HistoryReport(lines: $0.history) }
}
