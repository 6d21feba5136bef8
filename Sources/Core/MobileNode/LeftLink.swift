/// A link that a mobile node has left, while the kernel may still believe to be there: it keeps addresses and routes when
/// a carrier goes and comes.
public struct LeftLink: Hashable, Sendable {
    /// The interface that was on the link.
    public var interface: InterfaceIndex
    /// The link-local addresses of the link's routers, by which no packet is to leave any more.
    public var routers: [IPv6Address]
    /// The addresses that this node had there.
    public var addresses: [InterfaceAddress]

    /// Describes a link that was left.
    public init(interface: InterfaceIndex, routers: [IPv6Address], addresses: [InterfaceAddress]) {
        self.interface = interface
        self.routers = routers
        self.addresses = addresses
    }
}
