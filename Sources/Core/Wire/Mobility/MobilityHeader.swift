/// The Mobility Header (RFC 6275 section 6.1.1).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           Checksum            |                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               |
/// |                                                               |
/// .                         Message Data                          .
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public enum MobilityHeader {
    /// Where the checksum is.
    public static let checksumOffset = 4
    /// Octets of the longest Mobility Header.
    public static let maximumLength = 2048
    static let messageDataOffset = 6

    /// Reads the Mobility Header at the start of an upper layer; octets after its length are not looked at.
    ///
    /// The faults are looked for in the order in which RFC 6275 section 9.2 has them answered: the checksum, the type
    /// (an unknown one is a message of its own, whatever the rest of the header says), the payload protocol, the
    /// length, and only then the options.
    ///
    /// - Parameters:
    ///   - octets: The upper layer of a packet.
    ///   - source: `IPv6Packet.checksumSource`.
    ///   - destination: `IPv6Packet.checksumDestination`.
    /// - Throws: `truncated`, `checksum`, `payloadProtocol`, `headerLength`, `optionOverrun`, `optionLength`; offsets
    ///   are from the start of the Mobility Header.
    public static func parse(
        octets: Span<UInt8>, source: IPv6Address, destination: IPv6Address
    ) throws(WireError) -> ParsedMobilityHeader {
        let headerLength: UInt8 = try octets.integer(at: 1)
        let length = 8 + 8 * Int(headerLength)
        try octets.require(length)
        let header = octets.extracting(0..<length)
        var checksum = InternetChecksum(
            source: source, destination: destination, upperLayerLength: length, nextHeader: .mobility)
        checksum.add(header)
        guard checksum.value == 0 else { throw WireError(.checksum, offset: checksumOffset) }
        return try parse(header)
    }

    private static func parse(_ header: Span<UInt8>) throws(WireError) -> ParsedMobilityHeader {
        let type = MobilityMessageType(rawValue: header[2])
        return switch type {
        case .bindingRefreshRequest: try parse(header, MobilityMessage.bindingRefreshRequest)
        case .homeTestInit: try parse(header, MobilityMessage.homeTestInit)
        case .careOfTestInit: try parse(header, MobilityMessage.careOfTestInit)
        case .homeTest: try parse(header, MobilityMessage.homeTest)
        case .careOfTest: try parse(header, MobilityMessage.careOfTest)
        case .bindingUpdate: try parse(header, MobilityMessage.bindingUpdate)
        case .bindingAcknowledgement: try parse(header, MobilityMessage.bindingAcknowledgement)
        case .bindingError: try parse(header, MobilityMessage.bindingError)
        default:
            ParsedMobilityHeader(
                message: .unknown(type: type, data: try header.copy(messageDataOffset..<header.count)),
                length: header.count, optionRanges: [])
        }
    }

    private static func parse<Format: MobilityMessageFormat>(
        _ header: Span<UInt8>, _ message: (Format) -> MobilityMessage
    ) throws(WireError) -> ParsedMobilityHeader {
        guard header[0] == NextHeader.noNextHeader.rawValue else { throw WireError(.payloadProtocol, offset: 0) }
        guard Int(header[1]) >= Format.minimumHeaderLength else { throw WireError(.headerLength, offset: 1) }
        var options: [MobilityOption] = []
        var ranges: [Range<Int>] = []
        var cursor = OptionCursor(from: Format.fixedLength, to: header.count)
        while let position = try cursor.next(in: header) {
            options.append(try MobilityOption(parsing: header, at: position))
            ranges.append(position.range)
        }
        let format = try Format(fixedPart: header, options: options)
        return ParsedMobilityHeader(message: message(format), length: header.count, optionRanges: ranges)
    }
}

extension MobilityHeader {
    /// A writer that has written the header up to the message data.
    static func writer(for type: MobilityMessageType) -> WireWriter {
        var writer = WireWriter(capacity: 128)
        writer.append(contentsOf: [NextHeader.noNextHeader.rawValue, 0, type.rawValue, 0])
        writer.append(0 as UInt16)
        return writer
    }

    /// The octets of a header that is a multiple of 8 octets long, with its length filled in.
    static func finish(_ writer: inout WireWriter) -> [UInt8] {
        writer.replace(at: 1, with: UInt8(truncatingIfNeeded: writer.count / 8 - 1))
        return writer.octets
    }
}
