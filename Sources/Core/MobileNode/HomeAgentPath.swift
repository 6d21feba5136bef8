/// How messages under ESP get to the home agent, as the forwarding plane needs it: the kernel encrypts them as messages
/// from the home address, wherever the node is (RFC 6275 section 5.1).
public struct HomeAgentPath: Hashable, Sendable {
    /// Whose messages these are.
    public var homeAddress: IPv6Address
    /// Where they go.
    public var homeAgentAddress: IPv6Address
    /// Where they leave from: the home address at home.
    public var careOfAddress: IPv6Address
    /// The interface that they leave by.
    public var interface: InterfaceIndex
    /// The neighbor that they are handed to there: the router of the care-of address, or the home agent at home.
    public var neighbor: IPv6Address
    /// Its link-layer address, if that must not be asked for: at home, as the home agent still speaks for the home address
    /// (RFC 6275 section 11.5.5).
    public var linkLayerAddress: LinkLayerAddress?
    /// What goes under ESP, and by which keys.
    public var ipsec: IPsecConfiguration

    /// Describes a path.
    public init(
        homeAddress: IPv6Address, homeAgentAddress: IPv6Address, careOfAddress: IPv6Address, interface: InterfaceIndex,
        neighbor: IPv6Address, linkLayerAddress: LinkLayerAddress? = nil, ipsec: IPsecConfiguration
    ) {
        self.homeAddress = homeAddress
        self.homeAgentAddress = homeAgentAddress
        self.careOfAddress = careOfAddress
        self.interface = interface
        self.neighbor = neighbor
        self.linkLayerAddress = linkLayerAddress
        self.ipsec = ipsec
    }
}
