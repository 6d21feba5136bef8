/// What a walk along the headers of a packet finds: its upper layer, and the addresses of Mobile IPv6 on the way.
///
/// The addresses are taken as they come; whether they may be home addresses is for the caller to say
/// (`IPv6Address.isUnicastRoutable`). The walk ends at the first header that it does not look into: ESP and the
/// Authentication Header count as upper layers, and so does a Fragment header unless the packet is whole
/// (RFC 6946). Octets past the payload length are not looked at.
public struct IPv6Packet: Hashable, Sendable {
    /// A packet with more extension headers is refused, so that a walk is short.
    public static let maximumExtensionHeaders = 8

    /// The IPv6 header.
    public let header: IPv6Header
    /// The address in the Home Address option (RFC 6275 section 6.3).
    public internal(set) var homeAddress: IPv6Address?
    /// Where the Home Address option's type is, from the start of the packet.
    public internal(set) var homeAddressOptionOffset: Int?
    /// The address in the type 2 routing header (RFC 6275 section 6.4).
    public internal(set) var routingHeaderHomeAddress: IPv6Address?
    /// The extension headers on the way.
    public internal(set) var extensionHeaders = ExtensionHeaders()
    /// What the upper layer is.
    public internal(set) var upperLayerProtocol: NextHeader
    /// Where the upper layer is, from the start of the packet; it ends where the payload length says.
    public internal(set) var upperLayer: Range<Int>

    /// The source address of the checksum's pseudo-header: the home address where there is one.
    public var checksumSource: IPv6Address { homeAddress ?? header.source }
    /// The destination address of the checksum's pseudo-header: that of the type 2 routing header where there is one.
    public var checksumDestination: IPv6Address { routingHeaderHomeAddress ?? header.destination }

    /// Walks along the headers of the packet that begins with the first octet.
    ///
    /// Throws `truncated`, `version`, `extensionHeaderOrder`, `extensionHeaderCount`, `optionOverrun`,
    /// `unrecognizedOption`, and those of the Home Address option and of routing headers; the offset is from the start
    /// of the packet.
    public init(parsing octets: Span<UInt8>) throws(WireError) {
        header = try IPv6Header(parsing: octets)
        upperLayerProtocol = header.nextHeader
        upperLayer = IPv6Header.length..<IPv6Header.length + Int(header.payloadLength)
        try octets.require(upperLayer.upperBound)
        try walk(octets.extracting(0..<upperLayer.upperBound))
    }
}
