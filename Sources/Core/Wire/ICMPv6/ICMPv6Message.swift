/// An ICMPv6 message (RFC 4443), as far as a Mobile IPv6 node has to do with it.
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Type      |     Code      |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                         Message Body                          |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public enum ICMPv6Message: Hashable, Sendable {
    /// A packet could not be delivered.
    case destinationUnreachable(DestinationUnreachable)
    /// A packet did not fit the next link.
    case packetTooBig(PacketTooBig)
    /// A packet was too long under way.
    case timeExceeded(TimeExceeded)
    /// A packet could not be understood.
    case parameterProblem(ParameterProblem)
    /// A router asks which groups are listened to.
    case multicastListenerQuery(MulticastListenerQuery)
    /// A node listens to a group.
    case multicastListenerReport(MulticastListenerReport)
    /// A node listens to a group no more.
    case multicastListenerDone(MulticastListenerDone)
    /// The groups and sources that a node listens to.
    case multicastListenerReportVersion2(MulticastListenerReportVersion2)
    /// A host asks for routers.
    case routerSolicitation(RouterSolicitation)
    /// A router tells of itself and its link.
    case routerAdvertisement(RouterAdvertisement)
    /// A node asks for the link-layer address of another, or whether an address is taken.
    case neighborSolicitation(NeighborSolicitation)
    /// A node tells its link-layer address.
    case neighborAdvertisement(NeighborAdvertisement)
    /// A mobile node asks for the home agents of its home link.
    case homeAgentAddressDiscoveryRequest(HomeAgentAddressDiscoveryRequest)
    /// The home agents of a home link.
    case homeAgentAddressDiscoveryReply(HomeAgentAddressDiscoveryReply)
    /// A mobile node asks for the prefixes of its home link.
    case mobilePrefixSolicitation(MobilePrefixSolicitation)
    /// The prefixes of a home link.
    case mobilePrefixAdvertisement(MobilePrefixAdvertisement)
    /// A message of another type; the data are what follows the checksum.
    case unknown(type: ICMPv6MessageType, code: UInt8, data: [UInt8])

    /// Where the checksum is.
    public static let checksumOffset = 2

    /// The type of the message.
    public var type: ICMPv6MessageType {
        switch self {
        case .destinationUnreachable: .destinationUnreachable
        case .packetTooBig: .packetTooBig
        case .timeExceeded: .timeExceeded
        case .parameterProblem: .parameterProblem
        case .multicastListenerQuery: .multicastListenerQuery
        case .multicastListenerReport: .multicastListenerReport
        case .multicastListenerDone: .multicastListenerDone
        case .multicastListenerReportVersion2: .multicastListenerReportVersion2
        case .routerSolicitation: .routerSolicitation
        case .routerAdvertisement: .routerAdvertisement
        case .neighborSolicitation: .neighborSolicitation
        case .neighborAdvertisement: .neighborAdvertisement
        case .homeAgentAddressDiscoveryRequest: .homeAgentAddressDiscoveryRequest
        case .homeAgentAddressDiscoveryReply: .homeAgentAddressDiscoveryReply
        case .mobilePrefixSolicitation: .mobilePrefixSolicitation
        case .mobilePrefixAdvertisement: .mobilePrefixAdvertisement
        case .unknown(let type, _, _): type
        }
    }
}

extension ICMPv6Message {
    /// Reads the upper layer of a packet, all of it.
    ///
    /// What depends on the IPv6 header is left to `validate(receivedWith:)`.
    ///
    /// - Parameters:
    ///   - octets: The upper layer.
    ///   - source: `IPv6Packet.checksumSource`.
    ///   - destination: `IPv6Packet.checksumDestination`.
    /// - Throws: `truncated`, `checksum`, `messageCode`, `messageLength`, `optionLength`, `optionOverrun`; offsets are
    ///   from the start of the message.
    public static func parse(
        octets: Span<UInt8>, source: IPv6Address, destination: IPv6Address
    ) throws(WireError) -> ICMPv6Message {
        try octets.require(4)
        var checksum = InternetChecksum(
            source: source, destination: destination, upperLayerLength: octets.count, nextHeader: .icmpv6)
        checksum.add(octets)
        guard checksum.value == 0 else { throw WireError(.checksum, offset: checksumOffset) }
        let type = ICMPv6MessageType(rawValue: octets[0])
        return switch type {
        case .destinationUnreachable: .destinationUnreachable(try parse(octets))
        case .packetTooBig: .packetTooBig(try parse(octets))
        case .timeExceeded: .timeExceeded(try parse(octets))
        case .parameterProblem: .parameterProblem(try parse(octets))
        case .multicastListenerQuery: .multicastListenerQuery(try parse(octets))
        case .multicastListenerReport: .multicastListenerReport(try parse(octets))
        case .multicastListenerDone: .multicastListenerDone(try parse(octets))
        case .multicastListenerReportVersion2: .multicastListenerReportVersion2(try parse(octets))
        case .routerSolicitation: .routerSolicitation(try parse(octets))
        case .routerAdvertisement: .routerAdvertisement(try parse(octets))
        case .neighborSolicitation: .neighborSolicitation(try parse(octets))
        case .neighborAdvertisement: .neighborAdvertisement(try parse(octets))
        case .homeAgentAddressDiscoveryRequest: .homeAgentAddressDiscoveryRequest(try parse(octets))
        case .homeAgentAddressDiscoveryReply: .homeAgentAddressDiscoveryReply(try parse(octets))
        case .mobilePrefixSolicitation: .mobilePrefixSolicitation(try parse(octets))
        case .mobilePrefixAdvertisement: .mobilePrefixAdvertisement(try parse(octets))
        default: .unknown(type: type, code: octets[1], data: try octets.copy(4..<octets.count))
        }
    }

    private static func parse<Format: ICMPv6MessageFormat>(_ octets: Span<UInt8>) throws(WireError) -> Format {
        guard Format.codes.contains(octets[1]) else { throw WireError(.messageCode, offset: 1) }
        try octets.require(Format.fixedLength)
        return try Format(parsing: octets)
    }
}

extension ICMPv6Message {
    /// The message, its checksum 0.
    public func encoded() -> [UInt8] {
        switch self {
        case .destinationUnreachable(let message): Self.encode(message)
        case .packetTooBig(let message): Self.encode(message)
        case .timeExceeded(let message): Self.encode(message)
        case .parameterProblem(let message): Self.encode(message)
        case .multicastListenerQuery(let message): Self.encode(message)
        case .multicastListenerReport(let message): Self.encode(message)
        case .multicastListenerDone(let message): Self.encode(message)
        case .multicastListenerReportVersion2(let message): Self.encode(message)
        case .routerSolicitation(let message): Self.encode(message)
        case .routerAdvertisement(let message): Self.encode(message)
        case .neighborSolicitation(let message): Self.encode(message)
        case .neighborAdvertisement(let message): Self.encode(message)
        case .homeAgentAddressDiscoveryRequest(let message): Self.encode(message)
        case .homeAgentAddressDiscoveryReply(let message): Self.encode(message)
        case .mobilePrefixSolicitation(let message): Self.encode(message)
        case .mobilePrefixAdvertisement(let message): Self.encode(message)
        case .unknown(let type, let code, let data): Self.encode(type, code: code) { $0.append(contentsOf: data) }
        }
    }

    private static func encode<Format: ICMPv6MessageFormat>(_ message: Format) -> [UInt8] {
        encode(Format.type, code: message.codeValue, body: message.encodeBody)
    }

    private static func encode(_ type: ICMPv6MessageType, code: UInt8, body: (inout WireWriter) -> Void) -> [UInt8] {
        var writer = WireWriter(capacity: 128)
        writer.append(contentsOf: [type.rawValue, code])
        writer.append(0 as UInt16)
        body(&writer)
        return writer.octets
    }
}
