import Core

/// What IPv6 does on an interface, as it is shown.
public struct IPv6InterfaceStatus: Encodable, Hashable, Sendable {
    /// The kernel's name.
    public var name: String
    /// What the configuration says of it.
    public var description: String?
    /// Administratively up.
    public var isEnabled = false
    /// Up, with a carrier.
    public var isRunning = false
    /// Whether the interface has IPv6 at all.
    public var hasIPv6 = false
    /// Link-local addresses first.
    public var addresses: [InterfaceAddressStatus] = []
    /// Multicast groups that the node joined on the interface.
    public var groups: [IPv6Address] = []
    /// Octets that an IPv6 packet may have.
    public var maximumTransmissionUnit: UInt32 = 0
    /// Whether packets that arrive here are forwarded.
    public var forwards = false
    /// Whether Router Advertisements of others are listened to.
    public var acceptsRouterAdvertisements = false
    /// Of packets that this node sends.
    public var hopLimit: UInt32 = 0
    /// Probes of duplicate address detection; 0 for no detection.
    public var duplicateAddressDetectionAttempts: UInt32 = 0
    /// Milliseconds that a neighbor is taken for reachable (RFC 4861 section 6.3.2).
    public var reachableTime: UInt32 = 0
    /// Milliseconds between Neighbor Solicitations (RFC 4861 section 6.3.2).
    public var retransmissionInterval: UInt32 = 0

    /// What is advertised; `nil` where nothing is.
    var advertisement: AdvertisementStatus?

    /// Describes an interface.
    public init(name: String) {
        self.name = name
    }
}
