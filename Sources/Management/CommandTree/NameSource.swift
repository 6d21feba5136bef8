/// Kinds of things that have names.
enum NameKind: Hashable, Sendable {
    /// Interfaces of the machine and of the configuration.
    case interface
    /// Host groups of the home agent.
    case hostGroup
}

/// Knows the names that exist, for `?` and Tab.
protocol NameSource {
    /// The names of a kind, in any order.
    func names(of kind: NameKind) -> [String]
}
