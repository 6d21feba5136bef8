/// Which extension headers a packet has (RFC 8200 section 4), as far as a walk along them went.
public struct ExtensionHeaders: Hashable, Sendable {
    /// The Next Header values that lead to them.
    public internal(set) var protocols = OctetSet()
    /// The types of the options in Destination Options headers, without padding.
    public internal(set) var destinationOptionTypes = OctetSet()
    /// The types of the routing headers.
    public internal(set) var routingTypes = OctetSet()
    /// Whether a Hop-by-Hop Options header asks routers to look at a Multicast Listener Discovery message (RFC 2711).
    public internal(set) var alertsRouters = false
    /// Whether the packet is a fragment other than the first.
    public internal(set) var isLaterFragment = false

    /// No extension headers.
    public init() {}

    /// Whether there is a header of a kind.
    public func contains(_ header: NextHeader) -> Bool { protocols.contains(header.rawValue) }
}
