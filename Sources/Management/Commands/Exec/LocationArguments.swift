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
    func callAsFunction(_ arguments: Arguments) -> ConfigurationLocation? {
        arguments[keyword] ?? arguments[file].map { .stored(.named($0)) }
    }
}
