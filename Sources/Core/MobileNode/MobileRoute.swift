/// The direct way from a home address to a correspondent that has a binding for it (RFC 6275 section 11.3.1), as the
/// forwarding plane needs it: packets leave from the care-of address with a Home Address option.
public struct MobileRoute: Hashable, Sendable {
    /// Between whom.
    public var key: MobileRouteKey
    /// Where the packets leave from.
    public var careOfAddress: IPv6Address
    /// The interface of the care-of address.
    public var interface: InterfaceIndex
    /// The link-local address of the router there.
    public var router: IPv6Address

    /// Describes a way.
    public init(key: MobileRouteKey, careOfAddress: IPv6Address, interface: InterfaceIndex, router: IPv6Address) {
        self.key = key
        self.careOfAddress = careOfAddress
        self.interface = interface
        self.router = router
    }
}
