/// Mobile nodes that share a policy: one home address, or every home address in a prefix.
public struct HostGroup: Hashable, Sendable {
    /// The operator's name for it.
    public var name: String
    /// The home addresses it is for, a /128 for one; the longest matching prefix wins. `nil` matches none.
    public var homeAddresses: IPv6Prefix?
    /// The mobility security associations by which its nodes may authenticate (RFC 4285).
    public var securityAssociations: [MobilitySecurityAssociation] = []

    /// Makes a group that matches nothing yet.
    public init(name: String) {
        self.name = name
    }
}
