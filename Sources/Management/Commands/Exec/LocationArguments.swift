/// The ways to say which configuration is meant.
struct LocationArguments: Sendable {
    private let keyword: Key<ConfigurationLocation>
    private let file: Parameter<FileName>

    /// - Parameter name: What the place is in its line: several places may be.
    init(_ name: String) {
        keyword = Key(name)
        file = Parameter("\(name) file", .fileName, "A file", suggestions: .file)
    }

    /// `running-config`.
    var running: [Grammar] {
        [.word("running-config", "The configuration in force", says: keyword, .running)]
    }

    /// `startup-config`.
    var startup: [Grammar] {
        [.word("startup-config", "The configuration that the router starts with", says: keyword, .startup)]
    }

    /// A file.
    var named: [Grammar] { [.value(file)] }

    /// What was said.
    ///
    /// - Throws: `notAuthorised` if it is a path of the machine and the session is not root's: the daemon reads and
    ///   writes it with rights that the operator does not have.
    func callAsFunction(
        _ arguments: Arguments, for session: CommandSession
    ) throws(CommandFailure) -> ConfigurationLocation? {
        guard let name = arguments[file] else { return arguments[keyword] }
        guard session.identity.isRoot || !name.isPath else {
            throw CommandFailure(
                .notAuthorised, at: arguments.offset(named: file.key.name),
                reason: "Paths of the machine are for its root alone; use a plain name, which the router keeps.")
        }
        return .stored(.named(name))
    }
}
