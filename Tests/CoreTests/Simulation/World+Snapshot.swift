import Core

extension World {
    /// Everything that a refusal must leave as it was.
    struct Snapshot: Hashable {
        let bindings: Set<Binding>
        let tunnels: [IPv6Address: ForwardingEntry]
        let proxies: [NeighborTarget: IPv6Address]
        let watches: Set<NeighborTarget>
        let isSettled: Bool
        let nextDeadline: Instant?
    }

    var snapshot: Snapshot {
        Snapshot(
            bindings: Set(engine.bindings), tunnels: plane.tunnels, proxies: plane.proxies, watches: plane.watches,
            isSettled: plane.isSettled, nextDeadline: engine.nextDeadline)
    }

    /// Whether neighbors can be reached on the home link of an address, by configuration and by what the links are.
    func isHomeLinkRunning(for homeAddress: IPv6Address) -> Bool {
        links.values.contains { link in
            let interface = configuration.interfaces[link.name]
            let isHome = interface?.addresses.contains { $0.prefix.contains(homeAddress) } ?? false
            return isHome && interface?.isHomeLink == true && link.isRunning && configuration.isEnabled
        }
    }
}
