/// Home Test Init (RFC 6275 section 6.1.3).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |           Reserved            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// +                       Home Init Cookie                        +
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                        Mobility options                       .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct HomeTestInit: Hashable, Sendable {
    /// A random number that the answer repeats.
    public var homeInitCookie: UInt64
    /// In their order, padding left out.
    public var options: [MobilityOption]

    /// Makes a message.
    public init(homeInitCookie: UInt64, options: [MobilityOption] = []) {
        self.homeInitCookie = homeInitCookie
        self.options = options
    }
}

extension HomeTestInit: MobilityMessageFormat {
    static var type: MobilityMessageType { .homeTestInit }
    static var fixedLength: Int { 16 }

    init(fixedPart octets: Span<UInt8>, options: [MobilityOption]) throws(WireError) {
        self.init(homeInitCookie: try octets.integer(at: 8), options: options)
    }

    func encodeFixedPart(into writer: inout WireWriter) {
        writer.append(0 as UInt16)
        writer.append(homeInitCookie)
    }
}
