/// Commands about the log.
enum LogCommands {
    static let all = [showLogging, clearLogging, monitor, ignore]

    private static let showLogging = ShowCommands.show(
        [.word("logging", "Where log lines go, and the last of them")], .user
    ) { router, _ in
        LoggingReport(router.eventLog)
    }

    private static let clearLogging = ExecCommand(
        [.word("clear", "End or reset"), .word("logging", "The lines in memory and all counts of lines")], .privileged
    ) { _, _, _ in
        .confirm("Clear the log?") { _, router in
            router.eventLog.clear()
            return .none
        }
    }

    private static let monitorWord = Grammar.word("monitor", "Log lines as they come")

    private static let monitor = ExecCommand([TerminalCommands.terminal, monitorWord], .user) { session, _, _ in
        session.terminal.monitors = true
        return .none
    }

    private static let ignore = ExecCommand([TerminalCommands.terminal, TerminalCommands.no, monitorWord], .user) {
        session, _, _ in
        session.terminal.monitors = false
        return .none
    }
}
