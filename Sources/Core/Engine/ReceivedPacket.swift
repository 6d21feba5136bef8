/// A packet as it arrived, without its link-layer header.
public struct ReceivedPacket: Hashable, Sendable {
    /// The interface it came in through.
    public var interface: InterfaceIndex
    /// The link-layer source of the frame; `nil` on links without link-layer addresses.
    public var linkLayerSource: LinkLayerAddress?
    /// The IPv6 packet, from its first octet.
    public var octets: [UInt8]
    /// The home address whose security association it came by, if it came under ESP in transport mode: it is here as it
    /// was before it was encrypted.
    public var protection: IPv6Address?

    /// Makes a received packet.
    public init(
        interface: InterfaceIndex, linkLayerSource: LinkLayerAddress?, octets: [UInt8], protection: IPv6Address? = nil
    ) {
        self.interface = interface
        self.linkLayerSource = linkLayerSource
        self.octets = octets
        self.protection = protection
    }
}
