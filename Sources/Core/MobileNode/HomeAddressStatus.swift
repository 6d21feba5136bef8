/// How it stands with a home address of this node.
public struct HomeAddressStatus: Hashable, Sendable {
    /// The home address.
    public var homeAddress: InterfaceAddress
    /// The home agent in use; `nil` while none is known.
    public var homeAgent: IPv6Address?
    /// How it stands.
    public var state: MobileNodeState
    /// Where the home agent tunnels to, or is asked to; `nil` at home and while there is none.
    public var careOfAddress: IPv6Address?
    /// The interface that the node is attached by.
    public var interface: InterfaceIndex?
    /// Whether it was made from a home agent that was heard.
    public var isAutoConfigured = false
    /// The home agent's last word; `nil` while it has said nothing.
    public var lastStatus: BindingStatus?
    /// What the home agent told of the home link; `nil` while it has told nothing.
    public var homeLink: HomeLinkInformation?
    /// How long the last handover took.
    public var lastHandover: HandoverTimes?
    /// How many handovers there were.
    public var handovers: UInt64 = 0

    /// Describes a home address.
    public init(homeAddress: InterfaceAddress, state: MobileNodeState) {
        self.homeAddress = homeAddress
        self.state = state
    }
}
