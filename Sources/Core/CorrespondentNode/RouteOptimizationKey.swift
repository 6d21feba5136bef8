/// Which way between this node and a mobile node is meant: there is one for each of this node's addresses and home
/// address (RFC 6275 section 9.1).
public struct RouteOptimizationKey: Hashable, Sendable {
    /// This node's own address.
    public var ownAddress: IPv6Address
    /// The mobile node's home address.
    public var homeAddress: IPv6Address

    /// Names the way between two addresses.
    public init(ownAddress: IPv6Address, homeAddress: IPv6Address) {
        self.ownAddress = ownAddress
        self.homeAddress = homeAddress
    }
}

extension RouteOptimizationKey: Comparable {
    /// Orders by home address, and by this node's own address where that is equal.
    public static func < (left: RouteOptimizationKey, right: RouteOptimizationKey) -> Bool {
        (left.homeAddress, left.ownAddress) < (right.homeAddress, right.ownAddress)
    }
}
