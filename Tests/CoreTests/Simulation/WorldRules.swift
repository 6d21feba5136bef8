import Core
import Testing

/// What holds of every engine in every state.
enum WorldRules {
    /// After an event, its answers included.
    static func check(_ world: World) {
        checkTunnels(world)
        checkProxies(world)
        if !world.configuration.isEnabled {
            #expect(world.engine.bindings.isEmpty, "bindings although mobility is off")
            #expect(world.plane.proxies.isEmpty, "proxies although mobility is off")
            #expect(world.plane.watches.isEmpty, "watches although mobility is off")
        }
        for binding in world.engine.bindings where binding.expiry < world.now {
            Issue.record("the binding of \(binding.homeAddress) outlives its lifetime")
        }
    }

    /// A tunnel exists exactly for bound home addresses.
    private static func checkTunnels(_ world: World) {
        guard world.plane.isSettled else { return }
        let bound = world.engine.bindings.map {
            ForwardingEntry(
                homeAddress: $0.homeAddress, careOfAddress: $0.careOfAddress, homeAgentAddress: $0.homeAgentAddress)
        }
        #expect(Set(world.plane.tunnels.values) == Set(bound), "tunnels are not those of the bindings")
    }

    /// Neighbor Solicitations are answered for exactly the addresses that bindings name (RFC 6275 section 10.4.1).
    private static func checkProxies(_ world: World) {
        let defended = world.engine.bindings.flatMap { binding in
            binding.flags.contains(.linkLocalAddressCompatibility)
                ? [binding.homeAddress, .linkLocal(interfaceIdentifier: binding.homeAddress.interfaceIdentifier)]
                : [binding.homeAddress]
        }
        let proxied = Set(world.plane.proxies.keys.map(\.address))
        #expect(proxied.isSubset(of: Set(defended)), "a proxy for an address that no binding names")
        for address in defended where !proxied.contains(address) {
            #expect(!isReachable(address, world), "\(address) of a binding is not defended")
        }
    }

    /// A packet that is about to be sent.
    static func check(_ packet: SentPacket, _ world: World) {
        #expect(!packet.source.isMulticast, "a packet from a multicast address")
        guard let acknowledgement = packet.acknowledgement, acknowledgement.status.isAccepted,
            acknowledgement.lifetime > 0
        else { return }
        let homeAddress = packet.routingHeaderHomeAddress ?? packet.destination
        let tunnel = world.plane.tunnels[homeAddress]
        #expect(tunnel != nil, "an acknowledgement that promises a tunnel that does not exist")
        #expect(
            world.plane.proxies.keys.contains { $0.address == homeAddress } || !isReachable(homeAddress, world),
            "an acknowledgement before the address is defended")
    }

    /// A link-local address is as reachable as the home addresses that bring it with them.
    private static func isReachable(_ address: IPv6Address, _ world: World) -> Bool {
        guard address.isLinkLocal else { return world.isHomeLinkRunning(for: address) }
        return world.engine.bindings.contains {
            $0.homeAddress.interfaceIdentifier == address.interfaceIdentifier
                && world.isHomeLinkRunning(for: $0.homeAddress)
        }
    }
}
