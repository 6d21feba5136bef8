/// A home registration: where a mobile node is (RFC 6275 section 9.1).
public struct Binding: Hashable, Sendable {
    /// The key of the cache.
    public let homeAddress: IPv6Address
    /// Where the node is: the primary care-of address.
    public var careOfAddress: IPv6Address
    /// The address the node registered with; the tunnel's near end.
    public var homeAgentAddress: IPv6Address
    /// The kernel's name of the home link.
    public var homeLink: String
    /// The Sequence Number of the last accepted Binding Update.
    public var sequenceNumber: UInt16
    /// The timestamp of the last accepted Binding Update, where timestamps protect from replay.
    public var acceptedTimestamp: AcceptedTimestamp?
    /// The flags of the last accepted Binding Update.
    public var flags: BindingUpdateFlags
    /// The lifetime granted, in seconds, a multiple of 4.
    public var lifetime: UInt32
    /// When it expires.
    public var expiry: Instant
    /// Whose it is, where host groups tell nodes apart by their identifiers.
    public var identity: NetworkAccessIdentifier?
    /// Whether it was registered under ESP, so that its node is told everything under ESP.
    public var isProtected = false
    /// What of its tunnel goes under ESP.
    public var tunnelProtection = TunnelProtection.nothing

    /// The addresses this node speaks for on the home link.
    var defendedAddresses: [IPv6Address] { flags.defendedAddresses(of: homeAddress) }

    /// What the forwarding plane needs of it.
    var forwardingEntry: ForwardingEntry {
        ForwardingEntry(
            homeAddress: homeAddress, careOfAddress: careOfAddress, homeAgentAddress: homeAgentAddress,
            protection: tunnelProtection)
    }

    /// Whole seconds left at `now`, rounded up, so that a binding that lives has at least one.
    public func lifetimeRemaining(at now: Instant) -> UInt32 { expiry.wholeSeconds(from: now) }
}
