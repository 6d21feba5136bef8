import Core

/// Another node on the home link.
enum Neighbor {
    static let linkLocal = IPv6Address.linkLocal(interfaceIdentifier: 0x99)
    static let linkLayer = LinkLayerAddress(rawValue: 0x02_00_00_00_00_99)

    /// It advertises an address as its own (RFC 4861 section 7.2.6).
    static func advertisement(of target: IPv6Address, hopLimit: UInt8 = 255) -> [UInt8] {
        let message = NeighborAdvertisement(
            flags: .override, target: target, options: [.targetLinkLayerAddress(linkLayer)])
        return IPv6PacketBuilder(source: linkLocal, destination: .allNodes, hopLimit: hopLimit)
            .packet(.neighborAdvertisement(message))
    }

    /// It probes an address that it is about to use (RFC 4862 section 5.4.2).
    static func probe(of target: IPv6Address) -> [UInt8] {
        IPv6PacketBuilder(source: .unspecified, destination: target.solicitedNodeMulticast, hopLimit: 255)
            .packet(.neighborSolicitation(NeighborSolicitation(target: target)))
    }

    /// It asks for the link-layer address of an address (RFC 4861 section 7.2.2).
    static func solicitation(of target: IPv6Address) -> [UInt8] {
        let message = NeighborSolicitation(target: target, options: [.sourceLinkLayerAddress(linkLayer)])
        return IPv6PacketBuilder(source: linkLocal, destination: target.solicitedNodeMulticast, hopLimit: 255)
            .packet(.neighborSolicitation(message))
    }

    /// It asks for routers (RFC 4861 section 6.3.7).
    static func routerSolicitation(hopLimit: UInt8 = 255) -> [UInt8] {
        let message = RouterSolicitation(options: [.sourceLinkLayerAddress(linkLayer)])
        return IPv6PacketBuilder(source: linkLocal, destination: .allRouters, hopLimit: hopLimit)
            .packet(.routerSolicitation(message))
    }
}
