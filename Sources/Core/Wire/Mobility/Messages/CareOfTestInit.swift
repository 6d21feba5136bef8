/// Care-of Test Init (RFC 6275 section 6.1.4).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |           Reserved            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// +                      Care-of Init Cookie                      +
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                        Mobility options                       .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct CareOfTestInit: Hashable, Sendable {
    /// A random number that the answer repeats.
    public var careOfInitCookie: UInt64
    /// In their order, padding left out.
    public var options: [MobilityOption]

    /// Makes a message.
    public init(careOfInitCookie: UInt64, options: [MobilityOption] = []) {
        self.careOfInitCookie = careOfInitCookie
        self.options = options
    }
}

extension CareOfTestInit: MobilityMessageFormat {
    static var type: MobilityMessageType { .careOfTestInit }
    static var fixedLength: Int { 16 }

    init(fixedPart octets: Span<UInt8>, options: [MobilityOption]) throws(WireError) {
        self.init(careOfInitCookie: try octets.integer(at: 8), options: options)
    }

    func encodeFixedPart(into writer: inout WireWriter) {
        writer.append(0 as UInt16)
        writer.append(careOfInitCookie)
    }
}
