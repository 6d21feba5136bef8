/// Router Advertisement (RFC 4861 section 4.2; H: RFC 6275 section 7.1; Prf: RFC 4191; P: RFC 4389).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=134   |     Code=0    |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Cur Hop Limit |M|O|H|Prf|P|Rsv|       Router Lifetime         |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                         Reachable Time                        |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                          Retrans Timer                        |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Options ...
/// ```
public struct RouterAdvertisement: Hashable, Sendable {
    /// The hop limit that hosts are to send with; 0 leaves it to them.
    public var currentHopLimit: UInt8
    /// What there is on the link.
    public var flags: RouterAdvertisementFlags
    /// How much the router wants to be a default router.
    public var preference: RouterPreference
    /// Seconds for which the router is a default router; 0: it is none.
    public var routerLifetime: UInt16
    /// Milliseconds for which a neighbor counts as reachable; 0 leaves it to the hosts.
    public var reachableTime: UInt32
    /// Milliseconds between Neighbor Solicitations; 0 leaves it to the hosts.
    public var retransmissionTimer: UInt32
    /// In their order.
    public var options: [NeighborDiscoveryOption]

    /// Makes a message.
    public init(
        currentHopLimit: UInt8 = 0, flags: RouterAdvertisementFlags = [], preference: RouterPreference = .medium,
        routerLifetime: UInt16, reachableTime: UInt32 = 0, retransmissionTimer: UInt32 = 0,
        options: [NeighborDiscoveryOption] = []
    ) {
        self.currentHopLimit = currentHopLimit
        self.flags = flags
        self.preference = preference
        self.routerLifetime = routerLifetime
        self.reachableTime = reachableTime
        self.retransmissionTimer = retransmissionTimer
        self.options = options
    }
}

extension RouterAdvertisement: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .routerAdvertisement }
    static var fixedLength: Int { 16 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        let flags = octets[5]
        self.init(
            currentHopLimit: octets[4], flags: RouterAdvertisementFlags(rawValue: flags).intersection(.defined),
            // The reserved preference is read as medium (RFC 4191 section 2.2).
            preference: RouterPreference(flags: flags) ?? .medium,
            routerLifetime: try octets.integer(at: 6), reachableTime: try octets.integer(at: 8),
            retransmissionTimer: try octets.integer(at: 12),
            options: try NeighborDiscoveryOption.parse(octets, from: Self.fixedLength))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(currentHopLimit)
        writer.append(flags.intersection(.defined).rawValue | preference.flags)
        writer.append(routerLifetime)
        writer.append(reachableTime)
        writer.append(retransmissionTimer)
        writer.append(options)
    }
}
