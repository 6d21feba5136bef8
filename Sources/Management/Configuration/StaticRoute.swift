import Core

/// `ipv6 route`: where packets for a prefix go.
public struct StaticRoute: Hashable, Sendable {
    /// The destinations.
    public var prefix: IPv6Prefix
    /// The interface that packets leave by; `nil` for the one the next hop is on.
    public var interface: InterfaceName?
    /// The next hop; `nil` if the destinations are on the link.
    public var nextHop: IPv6Address?

    /// Makes a route; it needs an interface, a next hop or both.
    public init(prefix: IPv6Prefix, interface: InterfaceName?, nextHop: IPv6Address?) {
        self.prefix = prefix
        self.interface = interface
        self.nextHop = nextHop
    }
}

extension StaticRoute: Comparable {
    /// Orders routes by prefix, then interface, then next hop.
    public static func < (left: StaticRoute, right: StaticRoute) -> Bool {
        left.sortKey < right.sortKey
    }

    private var sortKey: (IPv6Address, UInt8, String, IPv6Address) {
        (prefix.address, prefix.length, interface?.text ?? "", nextHop ?? .unspecified)
    }
}
