import Core

/// One entry of the binding cache (RFC 6275 section 9.1), as it is shown.
public struct BindingRecord: Codable, Hashable, Sendable {
    /// What the binding is for.
    public enum Kind: String, Codable, Sendable {
        /// A home registration: this node is the home agent.
        case home
        /// A correspondent registration: this node talks to the mobile node.
        case correspondent
    }

    /// How far the binding is.
    public enum State: String, Codable, Sendable {
        /// Not acknowledged yet: duplicate address detection or the making of the tunnel is under way.
        case registering
        /// Acknowledged, packets are tunnelled.
        case registered
    }

    /// The mobile node.
    public var homeAddress: IPv6Address
    /// Its identifier; absent where home addresses alone tell nodes apart.
    public var mobileNodeIdentifier: String?
    /// Where it is.
    public var careOfAddress: IPv6Address
    /// The address it registered with: of a correspondent binding this node's own.
    public var homeAgent: IPv6Address
    /// What the binding is for.
    public var type: Kind
    /// How far it is.
    public var state: State
    /// The Sequence Number of the last Binding Update that was accepted.
    public var sequence: UInt16 = 0
    /// Seconds.
    public var lifetimeGranted: UInt32 = 0
    /// Seconds.
    public var lifetimeRemaining: UInt32 = 0
    /// The letters of the Binding Update's flags: `AHL`.
    public var flags = ""
    /// The kernel's name of the home link; empty for none.
    public var interface = ""
    /// Packets sent to the care-of address, through a tunnel or directly.
    public var packetsTunnelled: UInt64 = 0
    /// Octets of them, without the headers that take them there.
    public var octetsTunnelled: UInt64 = 0
    /// Packets received from the care-of address, through a tunnel or directly.
    public var packetsReverseTunnelled: UInt64 = 0
    /// Octets of them, without the headers that took them here.
    public var octetsReverseTunnelled: UInt64 = 0
    /// Multicast groups that the mobile node listens to.
    public var groups: UInt64 = 0

    /// Describes a binding that carried nothing yet.
    public init(
        homeAddress: IPv6Address, careOfAddress: IPv6Address, homeAgent: IPv6Address, type: Kind, state: State
    ) {
        self.homeAddress = homeAddress
        self.careOfAddress = careOfAddress
        self.homeAgent = homeAgent
        self.type = type
        self.state = state
    }

    /// Describes a home registration of the engine, without what it carried.
    public init(_ binding: Binding, at now: Instant) {
        self.init(
            homeAddress: binding.homeAddress, careOfAddress: binding.careOfAddress,
            homeAgent: binding.homeAgentAddress, type: .home, state: .registered)
        sequence = binding.sequenceNumber
        lifetimeGranted = binding.lifetime
        lifetimeRemaining = binding.lifetimeRemaining(at: now)
        flags = binding.flags.letters
        interface = binding.homeLink
        mobileNodeIdentifier = binding.identity?.description
    }

    /// Describes a correspondent binding of the engine, with what it carried when that was asked last.
    public init(_ binding: CorrespondentBinding, at now: Instant) {
        self.init(
            homeAddress: binding.key.homeAddress, careOfAddress: binding.careOfAddress,
            homeAgent: binding.key.ownAddress, type: .correspondent, state: .registered)
        sequence = binding.sequenceNumber
        lifetimeGranted = binding.lifetime
        lifetimeRemaining = binding.lifetimeRemaining(at: now)
        flags = binding.flags.letters
        packetsTunnelled = binding.use.packetsSent
        octetsTunnelled = binding.use.octetsSent
        packetsReverseTunnelled = binding.use.packetsReceived
        octetsReverseTunnelled = binding.use.octetsReceived
    }
}
