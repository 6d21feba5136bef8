/// Care-of Test (RFC 6275 section 6.1.6).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |      Care-of Nonce Index      |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// +                      Care-of Init Cookie                      +
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// +                     Care-of Keygen Token                      +
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                        Mobility options                       .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct CareOfTest: Hashable, Sendable {
    /// Which nonce the token was made with.
    public var careOfNonceIndex: UInt16
    /// The number that the Care-of Test Init carried.
    public var careOfInitCookie: UInt64
    /// What proves later that this message was received.
    public var careOfKeygenToken: UInt64
    /// In their order, padding left out.
    public var options: [MobilityOption]

    /// Makes a message.
    public init(
        careOfNonceIndex: UInt16, careOfInitCookie: UInt64, careOfKeygenToken: UInt64, options: [MobilityOption] = []
    ) {
        self.careOfNonceIndex = careOfNonceIndex
        self.careOfInitCookie = careOfInitCookie
        self.careOfKeygenToken = careOfKeygenToken
        self.options = options
    }
}

extension CareOfTest: MobilityMessageFormat {
    static var type: MobilityMessageType { .careOfTest }
    static var fixedLength: Int { 24 }

    init(fixedPart octets: Span<UInt8>, options: [MobilityOption]) throws(WireError) {
        self.init(
            careOfNonceIndex: try octets.integer(at: 6), careOfInitCookie: try octets.integer(at: 8),
            careOfKeygenToken: try octets.integer(at: 16), options: options)
    }

    func encodeFixedPart(into writer: inout WireWriter) {
        writer.append(careOfNonceIndex)
        writer.append(careOfInitCookie)
        writer.append(careOfKeygenToken)
    }
}
