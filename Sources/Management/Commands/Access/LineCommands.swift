/// Commands about all sessions that are open.
enum LineCommands {
    static let all = [showUsers, who, clearLine]

    private static let showUsers = ExecCommand(
        [ShowCommands.showing, .word("users", "Who operates this router at present"), OutputModifier.grammar], .user,
        run: show)

    private static let who = ExecCommand(
        [.word("who", "Who operates this router at present"), OutputModifier.grammar], .user, run: show)

    private static func show(
        _ session: inout CommandSession, _ router: any ManagedRouter, _ arguments: Arguments
    ) -> CommandOutput {
        let report = UserReport(router.sessions.sessions, at: router.now, ownLine: session.number)
        return OutputModifier.output(report, arguments)
    }

    private static let number = Parameter<UInt32>("line", .number(0...9999), "Its number, as `show users` has it")
    private static let virtualNumber = Parameter<UInt32>("vty", .number(0...9998), "Its number")
    private static let console = Key<Bool>("console")

    private static let clearLine = ExecCommand(
        [
            .word("clear", "End or reset"), .word("line", "Another session"),
            .choice([
                [.value(number)],
                [
                    .word("console", "The one at the machine itself", says: console, true),
                    .word("0", "There is one console"),
                ],
                [.word("vty", "One that came in otherwise"), .value(virtualNumber)],
            ]),
        ], .privileged
    ) { session, _, arguments in
        let line = arguments[number] ?? arguments[virtualNumber].map { $0 + 1 } ?? 0
        return .confirm("End the session on line \(line)?") { (session, router) throws(CommandFailure) in
            guard Int(line) != session.number else {
                throw CommandFailure(.refused, reason: "This is the line of this session; `exit` ends it.")
            }
            guard let other = router.sessions.sessions.first(where: { $0.number == Int(line) }) else {
                throw CommandFailure(.refused, reason: "Nobody is on line \(line).")
            }
            router.log(.sessionEnded(other.identity, by: session.identity))
            other.terminate()
            return .none
        }
    }
}
