import Core

/// `reload`: the router begins anew, from its startup-config.
enum ReloadCommands {
    static let all = [now, later, cancel, showReload]

    private static let reload = Grammar.word("reload", "Begin anew, from the startup-config")
    private static let delay = Parameter<UInt32>("delay", .delay, "Minutes, or hours and minutes")
    private static let time = Parameter<TimeOfDay>("time", .timeOfDay, "Local time")
    private static let reason = Parameter("reason", .line, "Why")

    private static let now = ExecCommand([reload], .privileged) { (session, router, _) throws(CommandFailure) in
        offeringToSave(router) { (_, _) throws(CommandFailure) in
            .confirm("Reload?") { (session, router) throws(CommandFailure) in
                try checkingStartup(router) { (session, router) throws(CommandFailure) in
                    try CommandFailure.refusing { () throws(Refusal) in
                        try router.keeper.reload(for: session.identity, because: nil)
                    }
                    return .text("Reloading.\n")
                }
            }
        }
    }

    private static let later = ExecCommand(
        [
            reload,
            .choice([
                [.word("in", "After some time"), .value(delay)], [.word("at", "At a time of day"), .value(time)],
            ]),
            .optional([.value(reason)]),
        ], .privileged
    ) { (session, router, arguments) throws(CommandFailure) in
        offeringToSave(router) { (_, router) throws(CommandFailure) in
            try checkingStartup(router) { _, _ in
                let delay = arguments[delay] ?? 0
                let when = arguments[time].map { "at \($0)" } ?? "in \(DurationText.clock(UInt64(delay) * 60))"
                return .confirm("Reload \(when)?") { session, router in
                    router.keeper.schedule(
                        ScheduledReload(
                            deadline: arguments[time].map(router.next) ?? router.now + .minutes(delay),
                            identity: session.identity, reason: arguments[reason]))
                    return .none
                }
            }
        }
    }

    private static let cancel = ExecCommand([reload, .word("cancel", "Forget the one that is to come")], .privileged) {
        (session, router, _) throws(CommandFailure) in
        try CommandFailure.refusing { () throws(Refusal) in try router.keeper.cancelReload(for: session) }
        return .none
    }

    private static let showReload = ShowCommands.show([.word("reload", "The restart that is to come")], .user) {
        router, _ in
        ReloadReport(
            router.keeper.scheduledReload.map { reload in
                ReloadReport.Reload(
                    user: reload.identity.user, line: reload.identity.line,
                    secondsRemaining: (reload.deadline - router.now).wholeSeconds, reason: reload.reason)
            })
    }

    /// Asks a person whether to save what would be lost; a script is taken at its word.
    private static func offeringToSave(
        _ router: any ManagedRouter, then step: @escaping CommandOutput.Step
    ) -> CommandOutput {
        // What cannot be read is not what is in force.
        guard let octets = try? ConfigurationLocation.startup.octets(of: .startup, router) else {
            return askingToSave(then: step)
        }
        return .trying(octets) { _, router, saved in
            if case .success(router.configuration) = saved { .proceed(step) } else { askingToSave(then: step) }
        }
    }

    private static func askingToSave(then step: @escaping CommandOutput.Step) -> CommandOutput {
        .ask(
            CommandQuestion(
                prompt: "The configuration in force differs from the startup-config. Save it? [yes/no]: ",
                unattended: .answer("no")
            ) { (session, router, answer) throws(CommandFailure) in
                switch answer.lowercased() {
                case "n", "no": return try step(&session, router)
                case "y", "yes":
                    return try FileCommands.save(router, then: step)
                default: return askingToSave(then: step)
                }
            })
    }

    /// Goes on if the router can start with what it is to start with.
    private static func checkingStartup(
        _ router: any ManagedRouter, then step: @escaping CommandOutput.Step
    ) throws(CommandFailure) -> CommandOutput {
        let octets = try CommandFailure.refusing { () throws(Refusal) in try router.keeper.startupOctets() }
        return .reading(octets, named: ConfigurationLocation.startup.description) {
            (session, router, _) throws(CommandFailure) in
            try step(&session, router)
        }
    }
}
