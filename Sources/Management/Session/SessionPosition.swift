/// Where a session is.
enum SessionPosition: Hashable, Sendable {
    /// Executing commands, with a privilege.
    case exec(Privilege)
    /// Configuring.
    case configuration(ModePath)

    /// The mode.
    var mode: Mode {
        switch self {
        case .exec(let privilege): privilege > .user ? .privilegedExec : .userExec
        case .configuration(let path): path.mode
        }
    }
}
