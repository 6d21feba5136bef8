/// The flags of a Binding Acknowledgement (IANA: Binding Acknowledgment Flags), from its octet 7.
public struct BindingAcknowledgementFlags: OptionSet, Hashable, Sendable {
    /// The flags as on the wire.
    public var rawValue: UInt8

    /// Takes flags as they are on the wire.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// K: key management survives movement (RFC 6275).
    public static let keyManagementMobilityCapability = BindingAcknowledgementFlags(rawValue: 0x80)
    /// R: accepted as a mobile router (RFC 3963).
    public static let mobileRouter = BindingAcknowledgementFlags(rawValue: 0x40)
    /// P: proxy registration (RFC 5213).
    public static let proxyRegistration = BindingAcknowledgementFlags(rawValue: 0x20)
    /// T: type-length-value header in tunnels (RFC 5845).
    public static let typeLengthValueHeader = BindingAcknowledgementFlags(rawValue: 0x10)
    /// B: bulk binding update (RFC 6602).
    public static let bulkBindingUpdate = BindingAcknowledgementFlags(rawValue: 0x08)
    /// S: multicast subscription (RFC 7161).
    public static let multicastSubscription = BindingAcknowledgementFlags(rawValue: 0x04)
    /// D: distributed mobility management (RFC 8885).
    public static let distributedMobilityManagement = BindingAcknowledgementFlags(rawValue: 0x02)

    /// All of the above; the other bit is reserved: not sent, ignored when received.
    static let defined = BindingAcknowledgementFlags(rawValue: 0xfe)
}
