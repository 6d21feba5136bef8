/// Home Test (RFC 6275 section 6.1.5).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |       Home Nonce Index        |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// +                       Home Init Cookie                        +
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// +                       Home Keygen Token                       +
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                        Mobility options                       .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct HomeTest: Hashable, Sendable {
    /// Which nonce the token was made with.
    public var homeNonceIndex: UInt16
    /// The number that the Home Test Init carried.
    public var homeInitCookie: UInt64
    /// What proves later that this message was received.
    public var homeKeygenToken: UInt64
    /// In their order, padding left out.
    public var options: [MobilityOption]

    /// Makes a message.
    public init(
        homeNonceIndex: UInt16, homeInitCookie: UInt64, homeKeygenToken: UInt64, options: [MobilityOption] = []
    ) {
        self.homeNonceIndex = homeNonceIndex
        self.homeInitCookie = homeInitCookie
        self.homeKeygenToken = homeKeygenToken
        self.options = options
    }
}

extension HomeTest: MobilityMessageFormat {
    static var type: MobilityMessageType { .homeTest }
    static var fixedLength: Int { 24 }

    init(fixedPart octets: Span<UInt8>, options: [MobilityOption]) throws(WireError) {
        self.init(
            homeNonceIndex: try octets.integer(at: 6), homeInitCookie: try octets.integer(at: 8),
            homeKeygenToken: try octets.integer(at: 16), options: options)
    }

    func encodeFixedPart(into writer: inout WireWriter) {
        writer.append(homeNonceIndex)
        writer.append(homeInitCookie)
        writer.append(homeKeygenToken)
    }
}
