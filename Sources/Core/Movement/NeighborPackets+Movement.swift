extension NeighborPackets {
    /// Asks for routers; without an address to ask from, from :: and without a link-layer address (RFC 4861 section
    /// 4.1).
    static func routerSolicitation(on link: Link, from source: IPv6Address?) -> OutgoingPacket {
        let options = source == nil ? [] : sourceOption(of: link)
        return packet(
            .routerSolicitation(RouterSolicitation(options: options)), source: source ?? .unspecified,
            destination: .allRouters, on: link.index)
    }

    /// Asks a neighbor whether it is still there (RFC 4861 section 7.3.3), past neighbor discovery where its link-layer
    /// address is known.
    static func reachabilityProbe(of router: AccessRouter, on link: Link, from source: IPv6Address) -> OutgoingPacket {
        let message = NeighborSolicitation(target: router.address, options: sourceOption(of: link))
        var probe = packet(
            .neighborSolicitation(message), source: source, destination: router.address, on: link.index)
        if let address = router.linkLayerAddress { probe.delivery = .neighbor(link.index, address) }
        return probe
    }

    private static func sourceOption(of link: Link) -> [NeighborDiscoveryOption] {
        link.linkLayerAddress.map { [.sourceLinkLayerAddress($0)] } ?? []
    }
}
