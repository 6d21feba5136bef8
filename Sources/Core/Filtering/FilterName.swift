/// The name of a filter; each kind of filter has its own names.
public struct FilterName: Hashable, Sendable {
    /// Kinds of filters.
    public enum Kind: Hashable, Sendable {
        /// `ipv6 prefix-list`.
        case prefixList
        /// `ipv6 access-list`.
        case accessList
    }

    /// What it is.
    public var kind: Kind
    /// What the operator calls it.
    public var name: String

    /// Names a filter.
    public init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }
}
