/// The protocol number of a header (IANA: Assigned Internet Protocol Numbers).
public struct NextHeader: RawRepresentable, Hashable, Sendable {
    /// The number.
    public var rawValue: UInt8

    /// Names a protocol by its number.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Hop-by-Hop Options (RFC 8200 section 4.3).
    public static let hopByHopOptions = NextHeader(rawValue: 0)
    /// TCP.
    public static let transmissionControl = NextHeader(rawValue: 6)
    /// UDP.
    public static let userDatagram = NextHeader(rawValue: 17)
    /// An IPv6 packet in this one (RFC 2473).
    public static let ipv6 = NextHeader(rawValue: 41)
    /// Routing header (RFC 8200 section 4.4).
    public static let routing = NextHeader(rawValue: 43)
    /// Fragment header (RFC 8200 section 4.5).
    public static let fragment = NextHeader(rawValue: 44)
    /// Encapsulating Security Payload (RFC 4303).
    public static let encapsulatingSecurityPayload = NextHeader(rawValue: 50)
    /// Authentication Header (RFC 4302).
    public static let authenticationHeader = NextHeader(rawValue: 51)
    /// ICMPv6 (RFC 4443).
    public static let icmpv6 = NextHeader(rawValue: 58)
    /// Nothing follows (RFC 8200 section 4.7).
    public static let noNextHeader = NextHeader(rawValue: 59)
    /// Destination Options (RFC 8200 section 4.6).
    public static let destinationOptions = NextHeader(rawValue: 60)
    /// Mobility Header (RFC 6275 section 6.1).
    public static let mobility = NextHeader(rawValue: 135)
}
