/// How much a direct way was used since it was begun; a change of its care-of address does not begin it anew.
public struct RouteOptimizationUse: Hashable, Sendable {
    /// Packets that left with a type 2 routing header.
    public var packetsSent: UInt64
    /// Packets that came with a Home Address option.
    public var packetsReceived: UInt64

    /// Makes counts, by default of a way that was not used.
    public init(packetsSent: UInt64 = 0, packetsReceived: UInt64 = 0) {
        self.packetsSent = packetsSent
        self.packetsReceived = packetsReceived
    }
}
