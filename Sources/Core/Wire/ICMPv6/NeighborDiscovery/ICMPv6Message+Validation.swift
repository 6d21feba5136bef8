extension ICMPv6Message {
    /// Checks what RFC 4861 (sections 6.1 and 7.1) asks of a received neighbor discovery message beside its form.
    /// Messages of other types pass.
    ///
    /// Throws `hopLimit`, `sourceAddress` and `destinationAddress` with offsets in the IPv6 header; `targetAddress`,
    /// `solicitedFlag` and `sourceLinkLayerAddress` with offsets in the message.
    public func validate(receivedWith header: IPv6Header) throws(WireError) {
        switch self {
        case .routerSolicitation(let message):
            try Self.requireNeighbor(header)
            try Self.requireNoSourceLinkLayerAddress(message.options, header, at: RouterSolicitation.fixedLength)
        case .routerAdvertisement:
            try Self.requireNeighbor(header)
            guard header.source.isLinkLocal else { throw WireError(.sourceAddress, offset: 8) }
        case .neighborSolicitation(let message):
            try Self.requireNeighbor(header)
            try Self.requireUnicast(message.target)
            guard !header.source.isUnspecified || header.destination.isSolicitedNodeMulticast else {
                throw WireError(.destinationAddress, offset: 24)
            }
            try Self.requireNoSourceLinkLayerAddress(message.options, header, at: NeighborSolicitation.fixedLength)
        case .neighborAdvertisement(let message):
            try Self.requireNeighbor(header)
            try Self.requireUnicast(message.target)
            guard !header.destination.isMulticast || !message.flags.contains(.solicited) else {
                throw WireError(.solicitedFlag, offset: 4)
            }
        default: break
        }
    }

    private static func requireNeighbor(_ header: IPv6Header) throws(WireError) {
        guard header.hopLimit == 255 else { throw WireError(.hopLimit, offset: 7) }
    }

    private static func requireUnicast(_ target: IPv6Address) throws(WireError) {
        guard !target.isMulticast else { throw WireError(.targetAddress, offset: 8) }
    }

    private static func requireNoSourceLinkLayerAddress(
        _ options: [NeighborDiscoveryOption], _ header: IPv6Header, at offset: Int
    ) throws(WireError) {
        let isPresent = options.contains { if case .sourceLinkLayerAddress = $0 { true } else { false } }
        guard !header.source.isUnspecified || !isPresent else {
            throw WireError(.sourceLinkLayerAddress, offset: offset)
        }
    }
}
