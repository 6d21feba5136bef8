import CBPF
import Core

extension MobileNodePlane {
    /// Knows a home address, and whether it is on the home link.
    public func place(_ address: InterfaceAddress, at place: HomeAddressPlace) throws(ForwardingPlaneError) {
        let value = haos_mobile_home(address, at: place)
        try check("placing \(address.address)", homes.set(value, for: haos_ipv6_address(address.address)))
        if !homeAddresses.contains(address.address) { homeAddresses.append(address.address) }
        chooseListener()
    }

    /// Knows a home address no longer.
    public func remove(_ address: InterfaceAddress) {
        homes.remove(haos_ipv6_address(address.address))
        homeAddresses.removeAll { $0 == address.address }
        endTunnel(homeAddress: address.address)
        endProtection(of: address.address)
    }

    /// Sends the packets of a home address through its home agent.
    public func beginTunnel(_ tunnel: MobileTunnel) throws(ForwardingPlaneError) {
        let key = haos_ipv6_address(tunnel.homeAddress)
        var value = haos_mobile_tunnel(tunnel)
        // What was learnt of the path stays with a tunnel that stays the same.
        if let former = tunnels.value(for: key), former.hasEnds(of: value) { value.ends.path = former.ends.path }
        let purpose = "installing the tunnel of \(tunnel.homeAddress)"
        try check(purpose, nextHops.set(value.next_hop, for: haos_ipv6_address(tunnel.careOfAddress)))
        try check(purpose, tunnels.set(value, for: key))
        setWay(tunnel, of: tunnel.homeAddress)
    }

    /// Sends them no more.
    public func endTunnel(homeAddress: IPv6Address) {
        tunnels.remove(haos_ipv6_address(homeAddress))
        setWay(nil, of: homeAddress)
    }

    /// Keeps the books of who uses which care-of address.
    private func setWay(_ tunnel: MobileTunnel?, of homeAddress: IPv6Address) {
        let former = ways[homeAddress]?.careOfAddress
        ways[homeAddress] = tunnel
        chooseListener()
        guard let former, !ways.values.contains(where: { $0.careOfAddress == former }) else { return }
        nextHops.remove(haos_ipv6_address(former))
    }

    /// Listens to groups through the home agent of the first home address that has a tunnel (RFC 6275 section 11.3.4).
    private func chooseListener() {
        let home = homeAddresses.first { ways[$0] != nil }
        let value = haos_mobile_listener(
            home_address: haos_ipv6_address(home ?? .unspecified), interface_index: homeInterface.rawValue, reserved: 0)
        _ = listener.set(value, for: 0)
    }

    /// Takes packets from a tunnel.
    public func openEntrance(_ entrance: TunnelEntrance) throws(ForwardingPlaneError) {
        openEntrances.insert(entrance)
        let key = haos_mobile_entrance(entrance)
        let purpose = "taking packets from the tunnel to \(entrance.careOfAddress)"
        try check(purpose, addresses.set(1, for: key.address))
        try check(purpose, entrances.set(1, for: key))
        plane.tunnelEntrances.insert(entrance.careOfAddress)
    }

    /// Takes them no more.
    public func closeEntrance(_ entrance: TunnelEntrance) {
        guard openEntrances.remove(entrance) != nil else { return }
        let key = haos_mobile_entrance(entrance)
        entrances.remove(key)
        let others = openEntrances.filter { $0.careOfAddress == entrance.careOfAddress }
        if !others.contains(where: { $0.homeAddress == entrance.homeAddress }) { addresses.remove(key.address) }
        if others.isEmpty { plane.tunnelEntrances.remove(entrance.careOfAddress) }
    }

    /// Sends packets for a correspondent directly; the counts of its way go on.
    public func beginRoute(_ route: MobileRoute) throws(ForwardingPlaneError) {
        wantedRoutes[route.key] = route
        try put(route)
    }

    /// Sends them through the home agent again.
    public func endRoute(_ key: MobileRouteKey) {
        wantedRoutes[key] = nil
        routes.remove(haos_mobile_route_key(key))
    }

    /// How much a direct way was used; `nil` if there is none.
    public func routeUse(_ key: MobileRouteKey) -> RouteOptimizationUse? {
        guard wantedRoutes[key] != nil else { return nil }
        guard let way = routes.value(for: haos_mobile_route_key(key)) else { return RouteOptimizationUse() }
        return RouteOptimizationUse(packetsSent: way.packets_sent, packetsReceived: way.packets_received)
    }

    /// Reaches these peers, or ports of theirs, always through the home agent.
    public func exclude(_ exclusions: [RouteOptimizationExclusion]) throws(ForwardingPlaneError) {
        guard exclusions != self.exclusions else { return }
        self.exclusions = exclusions
        for route in wantedRoutes.values { try put(route) }
    }

    private func put(_ route: MobileRoute) throws(ForwardingPlaneError) {
        let key = haos_mobile_route_key(route.key)
        guard let ports = exclusions.excludedPorts(of: route.key.correspondent) else {
            routes.remove(key)
            return
        }
        let former = routes.value(for: key)
        let value = haos_mobile_route(route, after: former, excluding: ports)
        try check("installing the direct way to \(route.key.correspondent)", routes.set(value, for: key))
    }
}

extension [RouteOptimizationExclusion] {
    /// The ports of a correspondent that are excluded, in their order; `nil` if all of it is, or if they are more than
    /// the programs know.
    func excludedPorts(of correspondent: IPv6Address) -> [UInt16]? {
        let meant = filter { $0.prefix.contains(correspondent) }
        let ports = Set(meant.compactMap(\.port))
        guard meant.allSatisfy({ $0.port != nil }), ports.count <= Int(HAOS_EXCLUDED_PORTS) else { return nil }
        return ports.sorted()
    }
}
