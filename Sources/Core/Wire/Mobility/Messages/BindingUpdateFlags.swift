/// The flags of a Binding Update (IANA: Binding Update Flags), from its octets 8 and 9.
public struct BindingUpdateFlags: OptionSet, Hashable, Sendable {
    /// The flags as on the wire.
    public var rawValue: UInt16

    /// Takes flags as they are on the wire.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// A: a Binding Acknowledgement is asked for (RFC 6275).
    public static let acknowledge = BindingUpdateFlags(rawValue: 0x8000)
    /// H: the receiver is to be the home agent (RFC 6275).
    public static let homeRegistration = BindingUpdateFlags(rawValue: 0x4000)
    /// L: the link-local address has the home address's interface identifier (RFC 6275).
    public static let linkLocalAddressCompatibility = BindingUpdateFlags(rawValue: 0x2000)
    /// K: key management survives movement (RFC 6275).
    public static let keyManagementMobilityCapability = BindingUpdateFlags(rawValue: 0x1000)
    /// M: registration with a mobility anchor point (RFC 4140, RFC 5380).
    public static let mobilityAnchorPoint = BindingUpdateFlags(rawValue: 0x0800)
    /// R: the sender is a mobile router (RFC 3963).
    public static let mobileRouter = BindingUpdateFlags(rawValue: 0x0400)
    /// P: proxy registration (RFC 5213).
    public static let proxyRegistration = BindingUpdateFlags(rawValue: 0x0200)
    /// F: UDP encapsulation is forced (RFC 5555).
    public static let forceUDPEncapsulation = BindingUpdateFlags(rawValue: 0x0100)
    /// T: type-length-value header in tunnels (RFC 5845).
    public static let typeLengthValueHeader = BindingUpdateFlags(rawValue: 0x0080)
    /// B: bulk binding update (RFC 6602).
    public static let bulkBindingUpdate = BindingUpdateFlags(rawValue: 0x0040)
    /// S: multicast subscription (RFC 7161).
    public static let multicastSubscription = BindingUpdateFlags(rawValue: 0x0020)
    /// D: distributed mobility management (RFC 8885).
    public static let distributedMobilityManagement = BindingUpdateFlags(rawValue: 0x0010)

    /// All of the above; the other bits are reserved: not sent, ignored when received.
    static let defined = BindingUpdateFlags(rawValue: 0xfff0)
}
