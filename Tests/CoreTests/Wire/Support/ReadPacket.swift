import Core

/// A packet read as far as the codec reads it, down to its upper layer.
struct ReadPacket: Hashable {
    /// What the upper layer is.
    enum Content: Hashable {
        case mobility(ParsedMobilityHeader)
        case icmpv6(ICMPv6Message)
        case other([UInt8])
    }

    let packet: IPv6Packet
    let content: Content

    init(_ octets: [UInt8]) throws(WireError) {
        packet = try IPv6Packet(parsing: octets.span)
        let upperLayer = octets.span.extracting(packet.upperLayer)
        switch packet.upperLayerProtocol {
        case .mobility:
            content = .mobility(
                try MobilityHeader.parse(
                    octets: upperLayer, source: packet.checksumSource, destination: packet.checksumDestination))
        case .icmpv6:
            content = .icmpv6(
                try ICMPv6Message.parse(
                    octets: upperLayer, source: packet.checksumSource, destination: packet.checksumDestination))
        default:
            content = .other(Array(octets[packet.upperLayer]))
        }
    }

    /// The packet made again of what was read.
    func encoded() -> [UInt8] {
        var builder = IPv6PacketBuilder(
            source: packet.header.source, destination: packet.header.destination, hopLimit: packet.header.hopLimit)
        builder.homeAddress = packet.homeAddress
        builder.alertsRouters = packet.extensionHeaders.alertsRouters
        builder.routingHeaderHomeAddress = packet.routingHeaderHomeAddress
        let (payload, checksumOffset): ([UInt8], Int?) =
            switch content {
            case .mobility(let header): (header.message.encoded(), MobilityHeader.checksumOffset)
            case .icmpv6(let message): (message.encoded(), ICMPv6Message.checksumOffset)
            case .other(let octets): (octets, nil)
            }
        return builder.packet(
            nextHeader: packet.upperLayerProtocol, payload: payload, checksumOffset: checksumOffset)
    }

    /// The mobility message, if it is one.
    var message: MobilityMessage? {
        if case .mobility(let header) = content { header.message } else { nil }
    }

    /// The ICMPv6 message, if it is one.
    var icmpv6: ICMPv6Message? {
        if case .icmpv6(let message) = content { message } else { nil }
    }
}
