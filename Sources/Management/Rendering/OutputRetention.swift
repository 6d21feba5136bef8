/// How the shell keeps an output for the daemon to take back.
public enum OutputRetention: String, Codable, Sendable {
    /// It is kept, and not shown.
    case hidden
    /// It is kept, and shown.
    case shown
}
