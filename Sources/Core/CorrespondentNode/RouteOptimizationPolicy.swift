/// `route-optimization permit|deny`: which home addresses may have a direct way, by a prefix list; there may be no such
/// list, and then all may.
public struct RouteOptimizationPolicy: Hashable, Sendable {
    /// What a list means.
    public enum Action: String, CaseIterable, Hashable, Sendable {
        /// What it permits may have one, and nothing else.
        case permit
        /// What it permits may have none, and everything else may.
        case deny
    }

    /// What the list means.
    public var action: Action
    /// The name of the prefix list.
    public var prefixList: String

    /// Makes a policy.
    public init(_ action: Action, prefixList: String) {
        self.action = action
        self.prefixList = prefixList
    }
}
