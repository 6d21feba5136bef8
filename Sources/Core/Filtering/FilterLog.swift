/// How the packets that a line matches are logged.
public enum FilterLog: String, Hashable, Sendable {
    /// `log`.
    case plain = "log"
    /// `log-input`: with the interface and the link-layer address they came from.
    case withInput = "log-input"
}
