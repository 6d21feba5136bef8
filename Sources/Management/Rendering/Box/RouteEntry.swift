import Core

/// One way of a route of the kernel, as it is shown.
public struct RouteEntry: Hashable, Sendable {
    /// Where a route comes from.
    public enum Source: String, CaseIterable, Encodable, Sendable {
        /// The prefix of an interface's address.
        case connected
        /// An address of this node.
        case local
        /// `ipv6 route`.
        case `static`
        /// A Router Advertisement of somebody else.
        case routerAdvertisement
        /// A binding of the home agent: the way to a mobile node.
        case mobile
        /// Somebody else, by way of the kernel.
        case kernel
    }

    /// What is done with a packet.
    public enum Action: String, Encodable, Sendable {
        /// It is sent on.
        case forward
        /// It is taken in.
        case receive
        /// It is dropped without a word.
        case blackhole
        /// Its sender is told that there is no route (RFC 4443 section 3.1).
        case unreachable
        /// Its sender is told that it is prohibited (RFC 4443 section 3.1).
        case prohibit
    }

    /// Where to.
    public var prefix: IPv6Prefix
    /// Where the route comes from.
    public var source: Source
    /// What is done with a packet.
    public var action: Action
    /// The kernel's preference among routes to the same prefix: the lowest is taken.
    public var metric: UInt32
    /// The next router; `nil` for a route straight onto the link.
    public var nextHop: IPv6Address?
    /// The kernel's name of the interface; empty for none.
    public var interface: String
    /// Who entered it, in the kernel's word: `kernel`, `boot`, `bird`; or a number.
    public var routingProtocol: String

    /// Describes a way.
    public init(
        prefix: IPv6Prefix, source: Source, action: Action = .forward, metric: UInt32 = 0, nextHop: IPv6Address? = nil,
        interface: String, routingProtocol: String
    ) {
        self.prefix = prefix
        self.source = source
        self.action = action
        self.metric = metric
        self.nextHop = nextHop
        self.interface = interface
        self.routingProtocol = routingProtocol
    }

    /// Whether another way belongs to the same route.
    func isSameRoute(as other: RouteEntry) -> Bool {
        prefix == other.prefix && source == other.source && metric == other.metric
    }
}

extension RouteEntry: Comparable {
    /// Orders routes by prefix, shorter ones first, then by metric; its ways by next hop and interface.
    public static func < (left: RouteEntry, right: RouteEntry) -> Bool {
        if left.prefix.address != right.prefix.address { return left.prefix.address < right.prefix.address }
        if left.prefix.length != right.prefix.length { return left.prefix.length < right.prefix.length }
        if left.metric != right.metric { return left.metric < right.metric }
        if left.nextHop != right.nextHop {
            return left.nextHop ?? .unspecified < right.nextHop ?? .unspecified
        }
        return left.interface < right.interface
    }
}

extension RouteEntry.Source {
    /// The letters before a route.
    var code: String {
        switch self {
        case .connected: "C"
        case .local: "L"
        case .static: "S"
        case .routerAdvertisement: "RA"
        case .mobile: "M"
        case .kernel: "K"
        }
    }

    /// The word for it in text.
    var name: String {
        self == .routerAdvertisement ? "router advertisement" : rawValue
    }

    /// How far a router of the classic kind would trust it, 0 to 254; the kernel goes by metrics alone.
    var distance: Int {
        switch self {
        case .connected, .local, .kernel: 0
        case .static: 1
        case .routerAdvertisement: 2
        case .mobile: 3
        }
    }
}
