/// Why the control socket could not be opened.
public enum ControlSocketError: Error, Hashable, Sendable {
    /// The path is empty, or longer than the kernel takes.
    case unusablePath(String)
    /// Another process answers there.
    case inUse(path: String)
    /// Something is there that is no socket.
    case occupied(path: String)
    /// The kernel refused.
    case system(SystemCallError)
}

extension ControlSocketError: CustomStringConvertible {
    /// What is wrong, with the path, and what to do.
    public var description: String {
        switch self {
        case .unusablePath(let path):
            "control socket '\(path)': the path has \(path.utf8.count) octets, it must have 1 to "
                + "\(UnixSocketAddress.maximumLength); choose another one"
        case .inUse(let path):
            "control socket \(path): another process answers there; stop it, or choose another path"
        case .occupied(let path):
            "control socket \(path): there is a file that is no socket; remove it, or choose another path"
        case .system(let error):
            "control socket: \(error)"
        }
    }
}
