import Core

/// A configured route, as `ipv6 route` names it: by its next hop, its interface, or both.
public struct StaticRoute: Hashable, Sendable {
    /// Where to.
    public var prefix: IPv6Prefix
    /// The next router; `nil` for a route straight onto the interface's link.
    public var nextHop: IPv6Address?
    /// The interface out of which; `nil` leaves it to the kernel to find the next hop's. A link-local next hop needs it.
    public var interface: String?

    /// Makes a route; with neither next hop nor interface the kernel will refuse it.
    public init(prefix: IPv6Prefix, nextHop: IPv6Address? = nil, interface: String? = nil) {
        self.prefix = prefix
        self.nextHop = nextHop
        self.interface = interface
    }
}

extension StaticRoute: CustomStringConvertible {
    /// `2001:db8::/32 via fe80::1 on eth0`.
    public var description: String {
        let hop = nextHop.map { " via \($0)" } ?? ""
        let link = interface.map { " on \($0)" } ?? ""
        return "\(prefix)\(hop)\(link)"
    }
}
