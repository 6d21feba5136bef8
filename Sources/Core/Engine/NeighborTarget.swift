/// An address on one link, as neighbor discovery names it.
public struct NeighborTarget: Hashable, Sendable {
    /// The link.
    public var interface: InterfaceIndex
    /// The target address.
    public var address: IPv6Address

    /// Names `address` on `interface`.
    public init(interface: InterfaceIndex, address: IPv6Address) {
        self.interface = interface
        self.address = address
    }
}
