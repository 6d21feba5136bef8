/// The line that a person came in by.
enum SessionLine: Hashable, Sendable {
    /// The machine's own terminal.
    case console
    /// One of the others, counted from 0.
    case virtual(Int)

    /// The line of an open session.
    init(_ session: LiveSession) {
        self = session.identity.isOnConsole ? .console : .virtual(session.number - 1)
    }
}

extension SessionLine: CustomStringConvertible {
    /// As it is configured: `console 0`, `vty 3`.
    var description: String {
        switch self {
        case .console: "console 0"
        case .virtual(let number): "vty \(number)"
        }
    }
}
