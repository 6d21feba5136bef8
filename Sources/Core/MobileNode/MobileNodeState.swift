/// How it stands with a home address.
public enum MobileNodeState: String, CaseIterable, Hashable, Sendable {
    /// The node is on the home link.
    case atHome = "at-home"
    /// The node is away, or on its way home, and its home agent does not know yet.
    case registering
    /// The home agent knows where the node is.
    case registered
    /// The operator, or a lasting refusal, keeps the node from registering, or it is attached nowhere.
    case detached
}
