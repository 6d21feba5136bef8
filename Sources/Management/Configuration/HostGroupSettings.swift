import Core

/// What `host group` holds.
public struct HostGroupSettings: Hashable, Sendable {
    /// `address`: the home addresses it is for.
    public var homeAddresses: IPv6Prefix?
    /// `authentication`: by the Security Parameter Index of what mobile nodes send, 256 and up.
    public var securityAssociations: [UInt32: SecurityAssociationSettings] = [:]

    /// A group that is for no address yet.
    public init() {}
}
