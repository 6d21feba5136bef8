/// Why octets are not what they claim to be, and where.
public struct WireError: Error, Hashable, Sendable {
    /// What was wrong.
    public let code: Code
    /// The octet it was found at, counted from the start of what was parsed: a packet, a Mobility Header or an
    /// ICMPv6 message.
    public let offset: Int

    /// Names a fault and its place.
    public init(_ code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }
}

extension WireError {
    /// The kinds of fault; the raw value is a name for counters.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The octets end before the structure does; the offset is where they end.
        case truncated
        /// The IP version is not 6.
        case version
        /// A Hop-by-Hop Options header anywhere but after the IPv6 header; the offset is of the Next Header field.
        case extensionHeaderOrder
        /// More extension headers than `IPv6Packet.maximumExtensionHeaders`.
        case extensionHeaderCount
        /// An option ends past the header that holds it.
        case optionOverrun
        /// An option's length is not one that its type has; the offset is of the length.
        case optionLength
        /// An unknown option that is not to be skipped; `UnrecognizedOptionAction` of the octet at the offset says
        /// what is to be done (RFC 8200 section 4.2).
        case unrecognizedOption
        /// A Home Address option whose length is not 16; the offset is of the length (RFC 6275 section 6.3).
        case homeAddressOptionLength
        /// A second Home Address option (RFC 6275 section 6.3).
        case homeAddressOptionRepeated
        /// A Home Address option before a routing header or after a Fragment header (RFC 6275 section 6.3).
        case homeAddressOptionOrder
        /// A routing header of an unknown type with segments left; the offset is of the type (RFC 8200 section 4.4).
        case routingHeaderType
        /// A type 2 routing header whose length is not 2; the offset is of the length (RFC 6275 section 6.4).
        case routingHeaderLength
        /// A type 2 routing header without exactly one segment left; the offset is of that field.
        case routingHeaderSegmentsLeft
        /// A second type 2 routing header.
        case routingHeaderRepeated
        /// The checksum does not fit; the offset is of the checksum.
        case checksum
        /// A Mobility Header whose Payload Proto is not 59 (RFC 6275 section 9.2); the offset is of that field.
        case payloadProtocol
        /// A Mobility Header too short for its type (RFC 6275 section 9.2); the offset is of Header Len.
        case headerLength
        /// An ICMPv6 code that the type does not have; the offset is of the code.
        case messageCode
        /// An ICMPv6 message whose length is not one that its type has; the offset is where its octets end.
        case messageLength
        /// A neighbor discovery message that may have passed a router: its hop limit is not 255. The offset, as with
        /// the two codes that follow, is in the IPv6 header.
        case hopLimit
        /// A neighbor discovery message from an address that may not send it.
        case sourceAddress
        /// A neighbor discovery message to an address that it may not be sent to.
        case destinationAddress
        /// A neighbor discovery message with a multicast target.
        case targetAddress
        /// A Neighbor Advertisement to a multicast address that claims to be solicited.
        case solicitedFlag
        /// A Source Link-Layer Address option in a message from `::`.
        case sourceLinkLayerAddress
    }
}

extension WireError: CustomStringConvertible {
    /// `the checksum does not fit, at octet 4`.
    public var description: String { "\(code.explanation), at octet \(offset)" }
}
