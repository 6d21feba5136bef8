/// How much a direct way was used since it was begun; a change of its care-of address does not begin it anew.
public struct RouteOptimizationUse: Hashable, Sendable {
    /// Packets that left with a type 2 routing header.
    public var packetsSent: UInt64
    /// Octets of them, without the routing header.
    public var octetsSent: UInt64
    /// Packets that came with a Home Address option.
    public var packetsReceived: UInt64
    /// Octets of them, without the option and its header.
    public var octetsReceived: UInt64

    /// Makes counts, by default of a way that was not used.
    public init(
        packetsSent: UInt64 = 0, octetsSent: UInt64 = 0, packetsReceived: UInt64 = 0, octetsReceived: UInt64 = 0
    ) {
        self.packetsSent = packetsSent
        self.octetsSent = octetsSent
        self.packetsReceived = packetsReceived
        self.octetsReceived = octetsReceived
    }
}
