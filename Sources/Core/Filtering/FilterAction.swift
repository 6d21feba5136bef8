/// What becomes of what a line of a filter matches.
public enum FilterAction: String, Hashable, Sendable {
    /// It passes.
    case permit
    /// It is refused.
    case deny
}
