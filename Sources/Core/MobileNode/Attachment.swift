/// A link that a mobile node is attached to, and what it has there (RFC 6275 section 11.5.1).
public struct Attachment: Hashable, Sendable {
    /// The interface on the link.
    public var interface: InterfaceIndex
    /// The link-local address of the router in use.
    public var router: IPv6Address
    /// The router's link-layer address; `nil` on links without.
    public var routerLinkLayerAddress: LinkLayerAddress?
    /// The prefixes that the link's routers advertise as on-link or for autonomous configuration.
    public var prefixes: [IPv6Prefix]
    /// A global address on the link that may be used at once; `nil` until there is one.
    public var careOfAddress: IPv6Address?
    /// When the care-of address is no longer valid; `nil` for never, or while there is none.
    public var careOfAddressExpiry: Instant?
    /// When each step of the move to this link was done.
    public var movement: MovementTimes

    /// Describes an attachment without care-of address.
    public init(
        interface: InterfaceIndex, router: IPv6Address, routerLinkLayerAddress: LinkLayerAddress?,
        prefixes: [IPv6Prefix], movement: MovementTimes
    ) {
        self.interface = interface
        self.router = router
        self.routerLinkLayerAddress = routerLinkLayerAddress
        self.prefixes = prefixes
        self.movement = movement
    }
}
