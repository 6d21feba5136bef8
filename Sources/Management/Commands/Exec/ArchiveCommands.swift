import Core

/// Commands about former configurations.
enum ArchiveCommands {
    static let all = [archive, showArchive, differences, rollbackTimer]

    private static let archiving = Grammar.word("archive", "Former configurations")
    private static let configuration = Grammar.word("config", "How configurations differ, and the change that waits")

    private static let archive = ExecCommand(
        [.word("archive", "Keep something"), .word("config", "The configuration in force")], .privileged
    ) { (_, router, _) throws(CommandFailure) in
        _ = try CommandFailure.refusing { () throws(Refusal) in try router.keeper.archived() }
        return .printing(router.configuration) { (_, router, octets) throws(CommandFailure) in
            let name = try CommandFailure.refusing { () throws(Refusal) in try router.keeper.archive(octets) }
            return .text("Archived in \(name).\n")
        }
    }

    private static let showArchive = ShowCommands.show([archiving], .privileged) {
        (router, _) throws(CommandFailure) in
        let archive = try CommandFailure.refusing { () throws(Refusal) in try router.keeper.archived() }
        return ArchiveReport(archive, maximum: router.configuration.archive.maximum) { name in
            router.files.modificationTime(of: name)
        }
    }

    private static let first = LocationArguments("first")
    private static let second = LocationArguments("second")

    private static let differences = ExecCommand(
        [
            ShowCommands.showing, archiving, configuration,
            .word("differences", "Lines in which two differ; by default what was saved and what is in force"),
            .optional([
                .choice([first.running, first.startup, first.named]),
                .optional([.choice([second.running, second.startup, second.named])]),
            ]), OutputModifier.grammar,
        ], .privileged
    ) { (session, router, arguments) throws(CommandFailure) in
        let from = try first(arguments, for: session) ?? .startup
        let to = try second(arguments, for: session) ?? .running
        return try .reading(from, of: router) { (_, router, former) throws(CommandFailure) in
            try .reading(to, of: router) { _, _, new in
                .comparing(former, new) { difference in
                    OutputModifier.output(
                        DifferenceReport(names: (from.description, to.description), difference: difference), arguments)
                }
            }
        }
    }

    private static let rollbackTimer = ShowCommands.show(
        [
            archiving, configuration, .word("rollback", "The change that waits to be confirmed"),
            .word("timer", "When it is taken back"),
        ], .privileged
    ) { router, _ in
        RollbackReport(
            router.keeper.unconfirmedChange.map { change in
                RollbackReport.Change(
                    user: change.identity.user, line: change.identity.line, minutes: change.minutes,
                    secondsRemaining: (change.deadline - router.now).wholeSeconds)
            })
    }
}
