import Core

/// What `host group` holds.
public struct HostGroupSettings: Hashable, Sendable {
    /// `address`: the home addresses it is for.
    public var homeAddresses: IPv6Prefix?
    /// `authentication spi`: keys by Security Parameter Index, 256 and up.
    public var keys: [UInt32: SecretKey] = [:]

    /// A group that is for no address yet.
    public init() {}
}
