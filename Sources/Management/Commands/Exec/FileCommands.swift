/// Commands about configuration files.
enum FileCommands {
    static let all = [write, writeTerminal, writeErase, copy, erase]

    private static let source = LocationArguments("source")
    private static let destination = LocationArguments("destination")
    private static let writing = Grammar.word("write", "Save, show or erase a configuration")

    private static let write = ExecCommand(
        [writing, .optional([.word("memory", "Save it as the one that the router starts with")])], .privileged
    ) { (_, router, _) throws(CommandFailure) in
        try save(router)
    }

    private static let writeTerminal = ShowCommands.view(
        [writing, .word("terminal", "Show the configuration in force, without keys")], .privileged
    ) { router, _ in
        ConfigurationReport(router.configuration)
    }

    private static let writeErase = ExecCommand(
        [writing, .word("erase", "Erase the one that the router starts with")], .privileged, run: eraseStartup)

    private static let erase = ExecCommand(
        [
            .word("erase", "Erase a configuration"),
            .word("startup-config", "The one that the router starts with"),
        ], .privileged, run: eraseStartup)

    private static let copy = ExecCommand(
        [
            .word("copy", "Copy a configuration"), .choice([source.running, source.startup, source.named]),
            .choice([
                destination.running + [.optional([.word("atomic", "As a whole or not at all, as always")])],
                destination.startup, destination.named,
            ]),
        ], .privileged
    ) { (session, router, arguments) throws(CommandFailure) in
        guard let source = try source(arguments, for: session),
            let destination = try destination(arguments, for: session)
        else { return .none }
        guard source != destination else {
            throw CommandFailure(.refused, reason: "\(source) cannot be copied to itself.")
        }
        switch destination {
        case .running: return try merge(source, &session, router)
        case .stored(.startup): return try replaceStartup(with: source, router)
        case .stored(let file): return try write(source, to: file, router)
        }
    }

    /// Makes the configuration in force the one that the router starts with, and goes on.
    static func save(
        _ router: any ManagedRouter, then step: CommandOutput.Step? = nil
    ) throws(CommandFailure) -> CommandOutput {
        try CommandFailure.refusing(router.keeper.requireConfirmed)
        return .printing(router.configuration) { (_, router, octets) throws(CommandFailure) in
            let problem = try CommandFailure.refusing { () throws(Refusal) in try router.keeper.save(octets) }
            var output = CommandOutput.text(
                "Saved.\n" + (problem.map { "% Warning: it was not archived: \($0)\n" } ?? ""))
            output.continuation = step.map { .proceed($0) }
            return output
        }
    }

    /// Adds what a file configures to what is in force, as one change.
    private static func merge(
        _ source: ConfigurationLocation, _ session: inout CommandSession, _ router: any ManagedRouter
    ) throws(CommandFailure) -> CommandOutput {
        try router.keeper.requireUnlocked(for: session)
        let base = router.configuration
        return try .reading(source, of: router, into: base) { (session, router, read) throws(CommandFailure) in
            try session.hashing(\.access, on: router) { _ in
                read
            } then: { (session, router, configuration) throws(CommandFailure) in
                // Somebody changed the configuration meanwhile: the lines are added to what it is now.
                guard router.configuration == base else { return try merge(source, &session, router) }
                return .text(try session.put(configuration, inForceOn: router) + "Merged.\n")
            }
        }
    }

    /// Nothing that the router could not start with.
    private static func replaceStartup(
        with source: ConfigurationLocation, _ router: any ManagedRouter
    ) throws(CommandFailure) -> CommandOutput {
        guard case .stored(let file) = source else { return try save(router) }
        let octets = try source.octets(of: file, router)
        return .reading(octets, named: source.description) { (_, router, _) throws(CommandFailure) in
            try CommandFailure.refusing { () throws(Refusal) in
                try router.keeper.requireConfirmed()
                try router.files.write(octets, to: .startup)
            }
            return .text("Saved.\n")
        }
    }

    private static func write(
        _ source: ConfigurationLocation, to file: StoredFile, _ router: any ManagedRouter
    ) throws(CommandFailure) -> CommandOutput {
        if case .stored(let sourceFile) = source {
            return write(try source.octets(of: sourceFile, router), to: file, router)
        }
        return .printing(router.configuration) { _, router, octets in write(octets, to: file, router) }
    }

    private static func write(
        _ octets: [UInt8], to file: StoredFile, _ router: any ManagedRouter
    ) -> CommandOutput {
        let write: CommandOutput.Step = { (_, router) throws(CommandFailure) in
            try CommandFailure.refusing { () throws(Refusal) in try router.files.write(octets, to: file) }
            return .text("\(octets.count) octets copied.\n")
        }
        guard case .named(let name) = file, router.files.modificationTime(of: name) != nil else {
            return .proceed(write)
        }
        return .confirm("\(name) is there already. Replace it?", write)
    }

    private static let eraseStartup: ExecCommand.Action = { _, _, _ in
        .confirm("The router will start without any configuration. Erase the startup-config?") {
            (_, router) throws(CommandFailure) in
            try CommandFailure.refusing { () throws(Refusal) in try router.files.write([], to: .startup) }
            return .text("Erased.\n")
        }
    }
}
