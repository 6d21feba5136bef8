import CBPF
import Core

extension ForwardingPlane {
    /// Makes, or changes, the direct way to a mobile node (RFC 6275 section 9.3); its counts go on.
    public func beginRouteOptimization(_ entry: RouteOptimizationEntry) -> ForwardingResult {
        let key = haos_direct_way_key(entry.key)
        var way = directWays.value(for: key) ?? haos_direct_way()
        // What was learnt of the path stays with a care-of address that stays the same.
        guard IPv6Address(way.care_of_address) != entry.careOfAddress else { return .installed }
        way.care_of_address = haos_ipv6_address(entry.careOfAddress)
        way.path = haos_path()
        return result(directWays.set(way, for: key), of: "installing the direct way to \(entry.key.homeAddress)")
    }

    /// Ends the direct way to a mobile node, and its counts.
    public func endRouteOptimization(_ key: RouteOptimizationKey) {
        directWays.remove(haos_direct_way_key(key))
    }

    /// How much a direct way was used; `nil` if there is none.
    public func routeOptimizationUse(_ key: RouteOptimizationKey) -> RouteOptimizationUse? {
        directWays.value(for: haos_direct_way_key(key)).map {
            RouteOptimizationUse(
                packetsSent: $0.packets_sent, octetsSent: $0.octets_sent, packetsReceived: $0.packets_received,
                octetsReceived: $0.octets_received)
        }
    }
}

extension haos_direct_way_key {
    /// The key of `key`.
    init(_ key: RouteOptimizationKey) {
        self.init(
            own_address: haos_ipv6_address(key.ownAddress), home_address: haos_ipv6_address(key.homeAddress))
    }
}
