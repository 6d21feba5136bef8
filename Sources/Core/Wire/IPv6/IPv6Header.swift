/// The IPv6 header (RFC 8200 section 3).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |Version| Traffic Class |           Flow Label                  |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |         Payload Length        |  Next Header  |   Hop Limit   |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// +                        Source Address                         +
/// |                          (16 octets)                          |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// +                      Destination Address                      +
/// |                          (16 octets)                          |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct IPv6Header: Hashable, Sendable {
    /// Octets of the header.
    public static let length = 40
    /// Octets that every link takes without fragmentation (RFC 8200 section 5).
    public static let minimumLinkMTU = 1280

    /// Differentiated services and congestion notification.
    public var trafficClass: UInt8
    /// The low 20 bits are on the wire.
    public var flowLabel: UInt32
    /// Octets after the header.
    public var payloadLength: UInt16
    /// What follows the header.
    public var nextHeader: NextHeader
    /// How many links the packet may still pass.
    public var hopLimit: UInt8
    /// The source address as it is on the wire.
    public var source: IPv6Address
    /// The destination address as it is on the wire.
    public var destination: IPv6Address

    /// Makes a header.
    public init(
        trafficClass: UInt8 = 0, flowLabel: UInt32 = 0, payloadLength: UInt16, nextHeader: NextHeader, hopLimit: UInt8,
        source: IPv6Address, destination: IPv6Address
    ) {
        self.trafficClass = trafficClass
        self.flowLabel = flowLabel
        self.payloadLength = payloadLength
        self.nextHeader = nextHeader
        self.hopLimit = hopLimit
        self.source = source
        self.destination = destination
    }

    /// Reads the header at the start of a packet.
    ///
    /// Throws `truncated` or `version`.
    public init(parsing octets: Span<UInt8>) throws(WireError) {
        try octets.require(Self.length)
        let word: UInt32 = try octets.integer(at: 0)
        guard word >> 28 == 6 else { throw WireError(.version, offset: 0) }
        trafficClass = UInt8(truncatingIfNeeded: word >> 20)
        flowLabel = word & 0xf_ffff
        payloadLength = try octets.integer(at: 4)
        nextHeader = NextHeader(rawValue: octets[6])
        hopLimit = octets[7]
        source = try octets.address(at: 8)
        destination = try octets.address(at: 24)
    }

    /// Appends the header's octets.
    public func encode(into writer: inout WireWriter) {
        writer.append(6 << 28 | UInt32(trafficClass) << 20 | flowLabel & 0xf_ffff)
        writer.append(payloadLength)
        writer.append(nextHeader.rawValue)
        writer.append(hopLimit)
        writer.append(source)
        writer.append(destination)
    }
}
