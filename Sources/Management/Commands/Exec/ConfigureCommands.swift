/// Commands that begin and end changes of the configuration.
enum ConfigureCommands {
    static let all = [terminal, exclusive, confirm, revertNow, revertTimer, showLock]

    static let configuring = Grammar.word("configure", "Change the configuration")

    /// Minutes in which a change has to be confirmed.
    static let minutes = Parameter<UInt32>("minutes", .number(1...120), "Minutes to confirm the change in")

    private static let isLocking = Key<Bool>("lock")
    private static let reverting: [Grammar] = [
        .word("revert", "Take the changes back if they are not confirmed in time"),
        .word("timer", "The time for it"), .value(minutes),
    ]

    private static let terminal = ExecCommand(
        [
            configuring,
            .optional([
                .word("terminal", "Line by line, from here"),
                .anyOrder([[.word("lock", "Keep everybody else from it", says: isLocking, true)], reverting]),
            ]),
        ], .privileged
    ) { (session, router, arguments) throws(CommandFailure) in
        try begin(&session, router, isLocking: arguments[isLocking] == true, minutes: arguments[minutes])
    }

    private static let exclusive = ExecCommand(
        [
            configuring, .word("exclusive", "Line by line, from here, and keep everybody else from it"),
            .optional(reverting),
        ], .privileged
    ) { (session, router, arguments) throws(CommandFailure) in
        try begin(&session, router, isLocking: true, minutes: arguments[minutes])
    }

    private static func begin(
        _ session: inout CommandSession, _ router: any ManagedRouter, isLocking: Bool, minutes: UInt32?
    ) throws(CommandFailure) -> CommandOutput {
        try router.keeper.requireUnlocked(for: session)
        let enter: CommandOutput.Step = { (session, router) throws(CommandFailure) in
            if isLocking { try router.keeper.lock(for: session) }
            session.position = .configuration(.global)
            return session.isInteractive ? .text("One configuration line at a time; Ctrl-Z or `end` leaves.\n") : .none
        }
        guard let minutes else { return try enter(&session, router) }
        return unconfirmed(on: router, minutes: minutes, then: enter)
    }

    /// What follows is taken back if it is not confirmed in time.
    static func unconfirmed(
        on router: any ManagedRouter, minutes: UInt32, then step: @escaping CommandOutput.Step
    ) -> CommandOutput {
        let former = router.configuration
        return .printing(former) { (session, router, octets) throws(CommandFailure) in
            try router.keeper.beginUnconfirmedChange(of: former, octets, minutes: minutes, for: session)
            return try step(&session, router)
        }
    }

    private static let confirm = ExecCommand(
        [configuring, .word("confirm", "Keep the change that waits to be confirmed")], .privileged
    ) { (session, router, _) throws(CommandFailure) in
        try router.keeper.confirmChange(for: session)
        return .none
    }

    private static let revert = Grammar.word("revert", "Take back the change that waits to be confirmed")

    private static let revertNow = ExecCommand([configuring, revert, .word("now", "At once")], .privileged) {
        (session, router, _) throws(CommandFailure) in
        try router.keeper.revertChange(for: session)
        return .text("Taken back.\n")
    }

    private static let revertTimer = ExecCommand(
        [configuring, revert, .word("timer", "In another time from now on"), .value(minutes)], .privileged
    ) { (session, router, arguments) throws(CommandFailure) in
        if let minutes = arguments[minutes] { try router.keeper.extendChange(minutes: minutes, for: session) }
        return .none
    }

    private static let showLock = ShowCommands.show(
        [
            .word("configuration", "Changes of the configuration"),
            .word("lock", "Who keeps everybody else from it"),
        ], .privileged
    ) { router, _ in
        LockReport(router.keeper.lock)
    }
}
