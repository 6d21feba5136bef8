/// The direct way between this node and a mobile node (RFC 6275 section 9.3), as the forwarding plane needs it: packets
/// from the own address to the home address leave with a type 2 routing header by the care-of address, and packets that
/// come from there with a Home Address option are taken as from the home address.
public struct RouteOptimizationEntry: Hashable, Sendable {
    /// Between whom.
    public var key: RouteOptimizationKey
    /// Where the mobile node is.
    public var careOfAddress: IPv6Address

    /// Makes a way's description.
    public init(key: RouteOptimizationKey, careOfAddress: IPv6Address) {
        self.key = key
        self.careOfAddress = careOfAddress
    }
}
