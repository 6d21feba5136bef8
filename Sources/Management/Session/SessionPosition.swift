/// Where a session is.
enum SessionPosition: Hashable, Sendable {
    /// Executing commands.
    case exec
    /// Configuring.
    case configuration(ModePath)
}
