/// The way by which the packets of a home address leave through its home agent (RFC 6275 section 11.3.1), as the
/// forwarding plane needs it.
public struct MobileTunnel: Hashable, Sendable {
    /// Whose packets these are.
    public var homeAddress: IPv6Address
    /// The tunnel's near end.
    public var careOfAddress: IPv6Address
    /// The tunnel's far end.
    public var homeAgentAddress: IPv6Address
    /// The interface of the care-of address.
    public var interface: InterfaceIndex
    /// The link-local address of the router there.
    public var router: IPv6Address
    /// What of it goes under ESP.
    public var protection: TunnelProtection

    /// Describes a way.
    public init(
        homeAddress: IPv6Address, careOfAddress: IPv6Address, homeAgentAddress: IPv6Address, interface: InterfaceIndex,
        router: IPv6Address, protection: TunnelProtection = .nothing
    ) {
        self.homeAddress = homeAddress
        self.careOfAddress = careOfAddress
        self.homeAgentAddress = homeAgentAddress
        self.interface = interface
        self.router = router
        self.protection = protection
    }
}
