/// An entry of the Binding Update List (RFC 6275 section 11.1), as operators see it.
public struct BindingUpdateListEntry: Hashable, Sendable {
    /// What the peer is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The home agent.
        case homeAgent = "home-agent"
        /// A correspondent.
        case correspondent
    }

    /// How it stands with the peer.
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// Return routability is asked for.
        case testing
        /// A Binding Update is to be acknowledged.
        case registering
        /// The peer has a binding.
        case registered
        /// The binding is to be deleted.
        case deregistering = "de-registering"
        /// The peer takes no Binding Updates, for now.
        case refused
    }

    /// Who gets the Binding Updates.
    public var peer: IPv6Address
    /// What it is.
    public var kind: Kind
    /// For which home address.
    public var homeAddress: IPv6Address
    /// The care-of address last sent; the home address in a deletion.
    public var careOfAddress: IPv6Address
    /// The sequence number last sent.
    public var sequenceNumber: UInt16
    /// Seconds that were asked for, or granted.
    public var lifetime: UInt32
    /// When the binding ends at the peer.
    public var expiry: Instant
    /// How it stands.
    public var state: State
    /// How often an answer was waited for in vain since the last.
    public var retransmissions: UInt8
    /// How much the direct way was used; of correspondents only.
    public var use: RouteOptimizationUse?

    /// Describes an entry.
    public init(
        peer: IPv6Address, kind: Kind, homeAddress: IPv6Address, careOfAddress: IPv6Address, sequenceNumber: UInt16,
        lifetime: UInt32, expiry: Instant, state: State, retransmissions: UInt8 = 0, use: RouteOptimizationUse? = nil
    ) {
        self.peer = peer
        self.kind = kind
        self.homeAddress = homeAddress
        self.careOfAddress = careOfAddress
        self.sequenceNumber = sequenceNumber
        self.lifetime = lifetime
        self.expiry = expiry
        self.state = state
        self.retransmissions = retransmissions
        self.use = use
    }
}
