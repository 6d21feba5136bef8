/// What the tunnel of one home address carried since its binding began; a new care-of address resets nothing.
///
/// Octets are those of the inner packets, IPv6 headers included.
public struct BindingCounters: Hashable, Sendable {
    /// Packets to the mobile node.
    public var packetsTunnelled: UInt64
    /// Octets to the mobile node.
    public var octetsTunnelled: UInt64
    /// Packets from the mobile node.
    public var packetsReverseTunnelled: UInt64
    /// Octets from the mobile node.
    public var octetsReverseTunnelled: UInt64
    /// ICMPv6 errors about packets in the tunnel, Packet Too Big aside: while they go on, the care-of address cannot be
    /// reached.
    public var tunnelErrors: UInt64 = 0
}
