/// The type of a mobility message (IANA: Mobility Header Types).
public struct MobilityMessageType: RawRepresentable, Hashable, Sendable {
    /// The number.
    public var rawValue: UInt8

    /// Names a type by its number.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// RFC 6275 section 6.1.2.
    public static let bindingRefreshRequest = MobilityMessageType(rawValue: 0)
    /// RFC 6275 section 6.1.3.
    public static let homeTestInit = MobilityMessageType(rawValue: 1)
    /// RFC 6275 section 6.1.4.
    public static let careOfTestInit = MobilityMessageType(rawValue: 2)
    /// RFC 6275 section 6.1.5.
    public static let homeTest = MobilityMessageType(rawValue: 3)
    /// RFC 6275 section 6.1.6.
    public static let careOfTest = MobilityMessageType(rawValue: 4)
    /// RFC 6275 section 6.1.7.
    public static let bindingUpdate = MobilityMessageType(rawValue: 5)
    /// RFC 6275 section 6.1.8.
    public static let bindingAcknowledgement = MobilityMessageType(rawValue: 6)
    /// RFC 6275 section 6.1.9.
    public static let bindingError = MobilityMessageType(rawValue: 7)
}
