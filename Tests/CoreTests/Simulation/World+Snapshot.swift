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
        func length(_ interface: MobilityInterfaceConfiguration) -> UInt8 {
            interface.addresses.map(\.prefix).filter { $0.contains(homeAddress) }.map(\.length).max() ?? 0
        }
        let homeLinks = configuration.interfaces.filter { $0.value.isHomeLink && length($0.value) > 0 }
        guard let home = homeLinks.max(by: { length($0.value) < length($1.value) }) else { return false }
        return configuration.isEnabled && !home.value.isVirtual
            && links.values.contains { $0.name == home.key && $0.isRunning }
    }
}
