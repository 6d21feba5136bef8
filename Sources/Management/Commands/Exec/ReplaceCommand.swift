/// `configure replace`: one configuration in place of another.
enum ReplaceCommand {
    static let all = [replace]

    private static let source = LocationArguments("source")
    private static let isListing = Key<Bool>("list")
    private static let isForced = Key<Bool>("force")
    private static let minutes = ConfigureCommands.minutes

    private static let timer: [Grammar] = [.word("timer", "It is not confirmed in time"), .value(minutes)]

    /// In what time the change has to be confirmed: the short way to say it, and the long way.
    private static let time: [Grammar] = [
        .choice([
            [.word("time", "Take it back if it is not confirmed in time"), .value(minutes)],
            [
                .word("revert", "Take it back under conditions"), .word("trigger", "What they are"),
                .choice([
                    [.word("error", "An error: nothing is applied then, with this word or without"), .optional(timer)],
                    timer,
                ]),
            ],
        ])
    ]

    private static let replace = ExecCommand(
        [
            ConfigureCommands.configuring, .word("replace", "Put another configuration in place of this one"),
            .choice([source.startup, source.named]),
            .anyOrder([
                [.word("list", "Show the lines that change", says: isListing, true)],
                [.word("force", "Do not ask", says: isForced, true)],
                time,
            ]),
        ], .privileged
    ) { (session, router, arguments) throws(CommandFailure) in
        guard let source = try source(arguments, for: session) else { return .none }
        try router.keeper.requireUnlocked(for: session)
        return try .reading(source, of: router) { (session, router, configuration) throws(CommandFailure) in
            let step: CommandOutput.Step = { (session, router) throws(CommandFailure) in
                try session.hashing(\.access, on: router) { _ in
                    configuration
                } then: { (session, router, configuration) throws(CommandFailure) in
                    try put(configuration, minutes: arguments[minutes], inForceOn: router, &session)
                }
            }
            let followUp =
                arguments[isForced] == true
                ? .proceed(step) : CommandOutput.confirm("Replace the configuration in force by \(source)?", step)
            guard arguments[isListing] == true else { return followUp }
            return .comparing(router.configuration, configuration) { difference in
                var output = CommandOutput(pieces: difference.textPieces)
                output.continuation = followUp.continuation
                return output
            }
        }
    }

    /// Puts a configuration in force, for good or until nobody has confirmed it in time.
    private static func put(
        _ configuration: Configuration, minutes: UInt32?, inForceOn router: any ManagedRouter,
        _ session: inout CommandSession
    ) throws(CommandFailure) -> CommandOutput {
        guard let minutes else { return .text(try session.put(configuration, inForceOn: router) + "Replaced.\n") }
        return ConfigureCommands.unconfirmed(on: router, minutes: minutes) { (session, router) throws(CommandFailure) in
            .text(try replace(with: configuration, minutes: minutes, session, router))
        }
    }

    /// Puts a configuration in force that waits to be confirmed.
    private static func replace(
        with configuration: Configuration, minutes: UInt32, _ session: CommandSession, _ router: any ManagedRouter
    ) throws(CommandFailure) -> String {
        do {
            let warnings = try session.put(configuration, inForceOn: router)
            return warnings + "Replaced; taken back in \(minutes) minutes if it is not confirmed.\n"
        } catch {
            // Where the disk does not take that nothing waits, nothing is what is taken back in time.
            try? router.keeper.confirmChange(for: session)
            throw error
        }
    }
}
