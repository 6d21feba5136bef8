import CBPF
import Core
import Glibc

extension ForwardingPlane {
    /// Makes, or changes, the direct way to a mobile node (RFC 6275 section 9.3); what it counted goes on.
    public func beginRouteOptimization(_ entry: RouteOptimizationEntry) -> ForwardingResult {
        let key = haos_direct_way_key(entry.key)
        // What was learnt of the path stays with a care-of address that stays the same.
        if directWays.value(for: key)?.leads(to: entry.careOfAddress) == true { return .installed }
        let counting = directWayCounters.add(haos_direct_way_counters(), for: key)
        guard counting == 0 || counting == EEXIST else { return result(counting, of: entry) }
        let code = directWays.set(haos_direct_way(to: entry.careOfAddress), for: key)
        if code != 0, counting == 0 { directWayCounters.remove(key) }
        return result(code, of: entry)
    }

    /// Ends the direct way to a mobile node, and its counts.
    public func endRouteOptimization(_ key: RouteOptimizationKey) {
        directWays.remove(haos_direct_way_key(key))
        directWayCounters.remove(haos_direct_way_key(key))
    }

    /// How much a direct way was used; `nil` if there is none.
    public func routeOptimizationUse(_ key: RouteOptimizationKey) -> RouteOptimizationUse? {
        directWayCounters.value(for: haos_direct_way_key(key)).map {
            RouteOptimizationUse(packetsSent: $0.packets_sent, packetsReceived: $0.packets_received)
        }
    }

    private func result(_ code: Int32, of entry: RouteOptimizationEntry) -> ForwardingResult {
        result(code, of: "installing the direct way to \(entry.key.homeAddress)")
    }
}

extension haos_direct_way_key {
    /// The key of `key`.
    init(_ key: RouteOptimizationKey) {
        self.init(
            own_address: haos_ipv6_address(key.ownAddress), home_address: haos_ipv6_address(key.homeAddress))
    }
}

extension haos_direct_way {
    /// A way of whose path nothing is known yet.
    fileprivate init(to careOfAddress: IPv6Address) {
        self.init(care_of_address: haos_ipv6_address(careOfAddress), path: haos_path())
    }

    /// Whether it leads there, whatever was learnt of the path.
    fileprivate func leads(to careOfAddress: IPv6Address) -> Bool {
        IPv6Address(care_of_address) == careOfAddress
    }
}
