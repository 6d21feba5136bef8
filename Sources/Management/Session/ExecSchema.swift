/// The one table of commands that are executed at once.
enum ExecSchema {
    /// All of them.
    static let commands: [ExecCommand] = [
        SessionCommands.all, TerminalCommands.all, ShowCommands.all, RunningConfigurationCommands.all,
        FilterShowCommands.all, ClearCommands.all, FilterClearCommands.all,
        FileCommands.all, ConfigureCommands.all, ReplaceCommand.all, ArchiveCommands.all, ReloadCommands.all,
    ].flatMap(\.self)

    /// The grammar of what a privilege knows.
    static func tree(for privilege: Privilege) -> CommandTree<ExecCommand> {
        privilege > .user ? privileged : user
    }

    private static let user = makeTree(for: .user)
    private static let privileged = makeTree(for: .privileged)

    private static func makeTree(for privilege: Privilege) -> CommandTree<ExecCommand> {
        var tree = CommandTree<ExecCommand>()
        for command in commands where command.privilege <= privilege {
            tree.insert(command.grammar, command)
        }
        return tree
    }
}
