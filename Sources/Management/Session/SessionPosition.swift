/// Where a session is.
enum SessionPosition: Hashable, Sendable {
    /// Executing commands, with a privilege.
    case exec(Privilege)
    /// Configuring.
    case configuration(ModePath)

    /// The mode.
    var mode: Mode {
        switch self {
        case .exec(.user): .userExec
        case .exec(.privileged): .privilegedExec
        case .configuration(let path): path.mode
        }
    }
}
