import Core

/// What `host group` holds.
public struct HostGroupSettings: Hashable, Sendable {
    /// `nai`: who it is for, one mobile node or everybody of a realm; `nil` if home addresses alone tell.
    public var identifier: NetworkAccessIdentifier?
    /// `address`: the home addresses it is for; ::/0 for all that home links have (`address autoconfig`).
    public var homeAddresses: IPv6Prefix?
    /// `authentication`: by the Security Parameter Index of what mobile nodes send, 256 and up.
    public var securityAssociations: [UInt32: SecurityAssociationSettings] = [:]
    /// `ipsec`: what goes under ESP; `nil` for nothing.
    public var ipsec: IPsecConfiguration?

    /// A group that is for no address yet.
    public init() {}

    /// `address autoconfig`: whatever address of a home prefix a node has made for itself.
    public static let autoconfiguration = IPv6Prefix(.unspecified, length: 0)

    /// Whether other groups may have the same home addresses: their identifiers tell who is meant.
    var sharesHomeAddresses: Bool { identifier != nil && homeAddresses?.length != 128 }

    /// Whether there is anything by which a mobile node can prove who it is.
    var hasKeys: Bool { !securityAssociations.isEmpty || ipsec?.keying != nil }

    /// What `address` says of home addresses: `2001:db8:1::100`, `2001:db8:1::/64`, `autoconfig`.
    static func text(of homeAddresses: IPv6Prefix) -> String {
        switch homeAddresses.length {
        case 128: homeAddresses.address.description
        case 0: "autoconfig"
        default: homeAddresses.description
        }
    }
}
