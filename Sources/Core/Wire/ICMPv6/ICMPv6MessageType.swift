/// The type of an ICMPv6 message (IANA: ICMPv6 "type" Numbers).
public struct ICMPv6MessageType: RawRepresentable, Hashable, Sendable {
    /// The number; below 128 the message tells of an error.
    public var rawValue: UInt8

    /// Names a type by its number.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// RFC 4443 section 3.1.
    public static let destinationUnreachable = ICMPv6MessageType(rawValue: 1)
    /// RFC 4443 section 3.2.
    public static let packetTooBig = ICMPv6MessageType(rawValue: 2)
    /// RFC 4443 section 3.3.
    public static let timeExceeded = ICMPv6MessageType(rawValue: 3)
    /// RFC 4443 section 3.4.
    public static let parameterProblem = ICMPv6MessageType(rawValue: 4)
    /// RFC 3810 section 5.1.
    public static let multicastListenerQuery = ICMPv6MessageType(rawValue: 130)
    /// RFC 2710 section 3.
    public static let multicastListenerReport = ICMPv6MessageType(rawValue: 131)
    /// RFC 2710 section 3.
    public static let multicastListenerDone = ICMPv6MessageType(rawValue: 132)
    /// RFC 3810 section 5.2.
    public static let multicastListenerReportVersion2 = ICMPv6MessageType(rawValue: 143)
    /// RFC 4861 section 4.1.
    public static let routerSolicitation = ICMPv6MessageType(rawValue: 133)
    /// RFC 4861 section 4.2.
    public static let routerAdvertisement = ICMPv6MessageType(rawValue: 134)
    /// RFC 4861 section 4.3.
    public static let neighborSolicitation = ICMPv6MessageType(rawValue: 135)
    /// RFC 4861 section 4.4.
    public static let neighborAdvertisement = ICMPv6MessageType(rawValue: 136)
    /// RFC 6275 section 6.5.
    public static let homeAgentAddressDiscoveryRequest = ICMPv6MessageType(rawValue: 144)
    /// RFC 6275 section 6.6.
    public static let homeAgentAddressDiscoveryReply = ICMPv6MessageType(rawValue: 145)
    /// RFC 6275 section 6.7.
    public static let mobilePrefixSolicitation = ICMPv6MessageType(rawValue: 146)
    /// RFC 6275 section 6.8.
    public static let mobilePrefixAdvertisement = ICMPv6MessageType(rawValue: 147)
}
