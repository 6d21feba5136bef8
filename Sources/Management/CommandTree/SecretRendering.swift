/// What a printed line shows of secrets.
public enum SecretRendering: Sendable {
    /// All: for files that only the daemon's user reads.
    case clear
    /// `<removed>` in their place: for everything that is shown.
    case removed
}
