/// A whole IPv6 packet to send.
public struct OutgoingPacket: Hashable, Sendable {
    /// The way a packet leaves.
    public enum Delivery: Hashable, Sendable {
        /// By the routing table, towards the packet's destination address.
        case routed
        /// Out of one interface: for link-local and multicast destinations.
        case link(InterfaceIndex)
        /// Out of one interface in a frame to one neighbor, past neighbor discovery (RFC 6275 section 10.3.2).
        case neighbor(InterfaceIndex, LinkLayerAddress)
        /// Under ESP, by the association of a mobile node: that of its type 2 routing header, or of its destination
        /// address, at a home agent; that of its Home Address option, or of its source address, at the mobile node.
        case protected

        /// The way back to where a packet came from: a link-local source is answered on its own link.
        static func reply(to source: IPv6Address, on interface: InterfaceIndex) -> Delivery {
            source.isLinkLocal ? .link(interface) : .routed
        }
    }

    /// The packet, from the first octet of its IPv6 header, checksums filled in.
    public var octets: [UInt8]
    /// The way it leaves.
    public var delivery: Delivery

    /// Makes an outgoing packet.
    public init(octets: [UInt8], delivery: Delivery) {
        self.octets = octets
        self.delivery = delivery
    }
}
