import CBPF
import Core

extension ForwardingPlane {
    /// Says which addresses are this node's: mobility packets to them, and questions of mobile nodes, go to the daemon.
    ///
    /// - Parameters:
    ///   - addresses: all of them, shared ones included.
    ///   - homeAgentAddresses: those among them that mobile nodes may register with. What is tunnelled to these, and
    ///     is not by a mobile node with a binding, is dropped; to the others, it is the kernel's.
    ///   - protectedAddresses: those among these that they may register with under ESP.
    public func setLocalAddresses(
        _ addresses: Set<IPv6Address>, homeAgentAddresses: Set<IPv6Address>, protectedAddresses: Set<IPv6Address> = []
    ) throws(ForwardingPlaneError) {
        for address in localAddresses.keys where !addresses.contains(address) {
            localAddressMap.remove(haos_ipv6_address(address))
            localAddresses[address] = nil
        }
        for address in addresses {
            var use = LocalAddressUse()
            if homeAgentAddresses.contains(address) { use.insert(.registrations) }
            if protectedAddresses.contains(address) { use.insert(.protectedRegistrations) }
            guard localAddresses[address] != use else { continue }
            try check("taking packets to \(address)", localAddressMap.set(use.value, for: haos_ipv6_address(address)))
            localAddresses[address] = use
        }
    }

    /// Sets what holds for all packets.
    ///
    /// - Parameters:
    ///   - hopLimit: of outer headers, 1 to 255; `nil` for the default, 64.
    ///   - forwardsMulticast: whether mobile nodes that are away are served with multicast.
    ///   - acceptsHomeAddresses: whether Home Address options are accepted of mobile nodes with a binding; `false` leaves
    ///     all of them to the kernel.
    ///   - limits: how many packets the daemon is asked to look at, and how many errors are sent.
    public func setPolicy(
        hopLimit: UInt8? = nil, forwardsMulticast: Bool = false, acceptsHomeAddresses: Bool = false,
        _ limits: RateLimits = RateLimits()
    ) throws(ForwardingPlaneError) {
        var settings = haos_settings()
        settings.tunnel_hop_limit = hopLimit ?? 0
        settings.forwards_multicast = forwardsMulticast ? 1 : 0
        settings.accepts_home_addresses = acceptsHomeAddresses ? 1 : 0
        settings.hash_seed = hashSeed
        settings.mobility_interval = Self.interval(of: limits.bindingUpdates)
        settings.source_interval = Self.interval(of: limits.bindingUpdatesOfSource)
        settings.error_interval = Self.interval(of: limits.icmpErrors)
        try check("setting what holds for all packets", settingsMap.set(settings, for: 0))
    }

    /// Nanoseconds from one to the next.
    private static func interval(of rate: UInt32) -> UInt64 { 1_000_000_000 / UInt64(max(1, rate)) }

    /// Whether what is tunnelled to an address of this node is for the programs: mobile nodes may register with it, or
    /// this node is registered at it.
    func takesTunnels(to address: IPv6Address) -> Bool {
        localAddresses[address]?.contains(.registrations) == true || tunnelEntrances.contains(address)
    }

    /// Becomes readable when there are packets to `consume`; for epoll(7).
    public var ringBufferDescriptor: Int32 { puntedPackets.descriptor }

    /// Hands over what the programs have put into the ring buffers, at most `limit` events: first packets of mobile nodes
    /// that renew their bindings, then the others in the order they came.
    public func consume(limit: Int, _ body: (Event) -> Void) {
        puntedPackets.take(limit: limit).forEach(body)
    }

    /// Everything the programs counted since they were loaded.
    public func counters() -> ForwardingCounters {
        counterMap.read(adding: [.reverseTunnelReassembled: reassembledPackets])
    }
}
