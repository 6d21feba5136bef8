/// Commands about configuration files.
enum FileCommands {
    static let all = [write, copy]

    private static let write = ExecCommand(
        [
            .word("write", "Save the configuration"),
            .optional([.word("memory", "As the one that the router starts with")]),
        ], .privileged, run: save)

    private static let copy = ExecCommand(
        [
            .word("copy", "Copy a configuration"), .word("running-config", "From the configuration in force"),
            .word("startup-config", "To the one that the router starts with"),
        ], .privileged, run: save)

    private static let save: ExecCommand.Action = { (_, router, _) throws(CommandFailure) in
        try CommandFailure.refusing { () throws(Refusal) in
            try router.saveStartupConfiguration(router.configuration.text(secrets: .clear))
        }
        return .text("Saved.\n")
    }
}
