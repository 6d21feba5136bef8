/// A home address of this node, and who it talks to.
public struct MobileRouteKey: Hashable, Sendable {
    /// The home address.
    public var homeAddress: IPv6Address
    /// The correspondent.
    public var correspondent: IPv6Address

    /// Names a home address and a correspondent of it.
    public init(homeAddress: IPv6Address, correspondent: IPv6Address) {
        self.homeAddress = homeAddress
        self.correspondent = correspondent
    }
}

extension MobileRouteKey: Comparable {
    /// Orders by home address, and by correspondent where that is equal.
    public static func < (left: MobileRouteKey, right: MobileRouteKey) -> Bool {
        (left.homeAddress, left.correspondent) < (right.homeAddress, right.correspondent)
    }
}
