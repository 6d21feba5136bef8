/// The Neighbor Discovery packets that a home agent sends for its mobile nodes (RFC 4861, RFC 6275 section 10.4.1).
enum NeighborPackets {
    /// Neighbor Discovery goes no further than the link (RFC 4861 section 3.1).
    static let hopLimit: UInt8 = 255

    /// Asks whether anybody has the address: a Neighbor Solicitation from :: (RFC 4862 section 5.4.2).
    static func probe(_ target: NeighborTarget) -> OutgoingPacket {
        packet(
            .neighborSolicitation(NeighborSolicitation(target: target.address)),
            source: .unspecified, destination: target.address.solicitedNodeMulticast, on: target.interface)
    }

    /// Takes the address over for the home agent's link-layer address: R=0, S=0, O=1, to all nodes.
    static func unsolicitedAdvertisement(of target: NeighborTarget, from presence: HomeLink.Presence) -> OutgoingPacket
    {
        let advertisement = NeighborAdvertisement(
            flags: .override, target: target.address,
            options: presence.linkLayerAddress.map { [.targetLinkLayerAddress($0)] } ?? [])
        return packet(
            .neighborAdvertisement(advertisement), source: presence.source, destination: .allNodes,
            on: target.interface)
    }

    static func packet(
        _ message: ICMPv6Message, source: IPv6Address, destination: IPv6Address, on interface: InterfaceIndex
    ) -> OutgoingPacket {
        let builder = IPv6PacketBuilder(source: source, destination: destination, hopLimit: hopLimit)
        return OutgoingPacket(octets: builder.packet(message), delivery: .link(interface))
    }
}
