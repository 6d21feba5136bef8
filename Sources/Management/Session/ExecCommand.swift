/// A command that is executed at once, as opposed to a line of configuration.
struct ExecCommand: Sendable {
    /// What it does.
    typealias Action =
        @Sendable (inout CommandSession, any ManagedRouter, Arguments) throws(CommandFailure) -> CommandOutput

    /// How it is written.
    let grammar: [Grammar]
    /// What a session needs to know it.
    let privilege: Privilege
    /// What it does.
    let run: Action

    init(_ grammar: [Grammar], _ privilege: Privilege, run: @escaping Action) {
        self.grammar = grammar
        self.privilege = privilege
        self.run = run
    }
}
