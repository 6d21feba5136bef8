/// One `home-address` of a mobile node.
public struct HomeAddressConfiguration: Hashable, Sendable {
    /// The address, with the length of the home subnet prefix.
    public var homeAddress: InterfaceAddress
    /// `home-agent`.
    public var homeAgent = HomeAgentChoice.discover
    /// `authentication`: serves every home agent of the address; `nil` towards home agents that do not ask for it.
    public var authentication: MobilitySecurityAssociation?
    /// What goes under ESP between this node and its home agent; `nil` for nothing.
    public var ipsec: IPsecConfiguration?

    /// Makes a home address whose home agent is to be discovered.
    public init(_ homeAddress: InterfaceAddress) {
        self.homeAddress = homeAddress
    }
}
