import Core

/// A mobile node and its home agent, for which strongSwan negotiates at this end.
public struct NegotiatedNode: Hashable, Sendable {
    /// The mobile node's.
    public var homeAddress: IPv6Address
    /// The home agent's addresses on the home link.
    public var homeAgentAddresses: [IPv6Address]
    /// Who the ends say they are, and how they prove it.
    public var exchange: InternetKeyExchange
    /// What of the tunnel goes under ESP.
    public var protection: TunnelProtection
    /// The mobile node's number, by which the kernel tells its associations from those of others.
    public var number: UInt32
    /// Which of both this end is.
    public var role: ProtectionRole

    /// Describes an end.
    public init(
        homeAddress: IPv6Address, homeAgentAddresses: [IPv6Address], exchange: InternetKeyExchange,
        protection: TunnelProtection, number: UInt32, role: ProtectionRole = .homeAgent
    ) {
        self.homeAddress = homeAddress
        self.homeAgentAddresses = homeAgentAddresses
        self.exchange = exchange
        self.protection = protection
        self.number = number
        self.role = role
    }

    /// What strongSwan knows it by.
    var name: String { Self.name(of: homeAddress) }

    /// What strongSwan knows a mobile node by, its connection and its key.
    static func name(of homeAddress: IPv6Address) -> String { prefix + homeAddress.description }

    /// Whose connection, or key, has a name; `nil` if it is none of the daemon's.
    static func homeAddress(ofName name: String) -> IPv6Address? {
        guard name.hasPrefix(prefix) else { return nil }
        return IPv6Address(String(name.dropFirst(prefix.count)))
    }

    private static let prefix = "haos-"
}
