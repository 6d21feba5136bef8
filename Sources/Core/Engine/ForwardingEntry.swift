/// The tunnel of one home address (RFC 6275 section 10.4.2), as the forwarding plane needs it.
public struct ForwardingEntry: Hashable, Sendable {
    /// The address that packets are intercepted for.
    public var homeAddress: IPv6Address
    /// The tunnel's far end.
    public var careOfAddress: IPv6Address
    /// The tunnel's near end: the address the mobile node registered with.
    public var homeAgentAddress: IPv6Address
    /// What of it goes under ESP.
    public var protection: TunnelProtection

    /// Makes a tunnel's description.
    public init(
        homeAddress: IPv6Address, careOfAddress: IPv6Address, homeAgentAddress: IPv6Address,
        protection: TunnelProtection = .nothing
    ) {
        self.homeAddress = homeAddress
        self.careOfAddress = careOfAddress
        self.homeAgentAddress = homeAgentAddress
        self.protection = protection
    }
}

/// How the installation of a tunnel ended.
public enum ForwardingResult: Hashable, Sendable {
    /// Packets are tunnelled from now on.
    case installed
    /// There is no room for another tunnel.
    case full
    /// The kernel refused; the text says why.
    case failed(String)
}
