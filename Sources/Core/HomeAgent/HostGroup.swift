/// Mobile nodes that share a policy: those of an identifier, one home address, or every home address in a prefix.
public struct HostGroup: Hashable, Sendable {
    /// The operator's name for it.
    public var name: String
    /// Who its nodes are: one by its name, or everybody of a realm; `nil` if home addresses alone tell.
    public var identifier: NetworkAccessIdentifier?
    /// The home addresses it is for, a /128 for one; the longest matching prefix wins. `nil` matches none.
    public var homeAddresses: IPv6Prefix?
    /// The mobility security associations by which its nodes may authenticate (RFC 4285).
    public var securityAssociations: [MobilitySecurityAssociation] = []
    /// What goes under ESP between its nodes and this home agent; `nil` for nothing.
    public var ipsec: IPsecConfiguration?

    /// Makes a group that matches nothing yet.
    public init(name: String) {
        self.name = name
    }

    /// The home address, if it has just one.
    var homeAddress: IPv6Address? {
        homeAddresses.flatMap { $0.length == 128 ? $0.address : nil }
    }

    /// Whether a home address alone tells that an update is of the group: it is not, if others may have it too.
    var isKnownByHomeAddress: Bool {
        identifier.map { !$0.isRealm && homeAddress != nil } ?? true
    }
}
