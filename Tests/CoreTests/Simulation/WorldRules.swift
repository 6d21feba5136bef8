import Testing

@testable import Core

/// What holds of every engine in every state.
enum WorldRules {
    /// After an event, its answers included.
    static func check(_ world: World) {
        checkTunnels(world)
        checkProxies(world)
        checkWatches(world)
        checkRouters(world)
        checkGroups(world)
        checkDirectWays(world)
        if let deadline = world.engine.nextDeadline {
            require(deadline >= world.now, "a deadline has been missed")
        }
        if !world.configuration.isEnabled {
            require(world.engine.bindings.isEmpty, "there are bindings although mobility is off")
            require(world.plane.proxies.isEmpty, "there are proxies although mobility is off")
            require(world.plane.watches.isEmpty, "there are watches although mobility is off")
        }
        // While a tunnel is being changed, the answer decides what becomes of its binding.
        for binding in world.engine.bindings where binding.expiry < world.now {
            require(!world.plane.isSettled, "the binding of \(binding.homeAddress) outlives its lifetime")
        }
    }

    /// An expectation that costs nothing where it holds: there are millions of them.
    private static func require(_ condition: Bool, _ comment: @autoclosure () -> Comment) {
        if !condition { Issue.record(comment()) }
    }

    /// A tunnel exists exactly for bound home addresses.
    private static func checkTunnels(_ world: World) {
        guard world.plane.isSettled else { return }
        let bound = world.engine.bindings.map {
            ForwardingEntry(
                homeAddress: $0.homeAddress, careOfAddress: $0.careOfAddress, homeAgentAddress: $0.homeAgentAddress,
                protection: $0.tunnelProtection)
        }
        require(
            Set(world.plane.tunnels.values) == Set(bound),
            "the tunnels \(world.plane.tunnels.values) are not those of the bindings, \(bound)")
    }

    /// A direct way exists exactly for correspondent bindings.
    private static func checkDirectWays(_ world: World) {
        let bindings = world.engine.correspondentBindings(matching: .all, examining: .max).bindings
        let bound = Dictionary(uniqueKeysWithValues: bindings.map { ($0.key, $0.careOfAddress) })
        require(
            world.plane.directWays.careOfAddresses == bound,
            "the direct ways \(world.plane.directWays.careOfAddresses) are not those of the bindings, \(bound)")
        require(bindings.allSatisfy { $0.expiry > world.now }, "a direct way outlives its lifetime")
        let isOn = world.configuration.isEnabled && world.configuration.correspondentNode.isEnabled
        require(isOn || bound.isEmpty, "there are direct ways although this node is no correspondent")
    }

    /// Neighbor Solicitations are answered for exactly the addresses that bindings name (RFC 6275 section 10.4.1).
    private static func checkProxies(_ world: World) {
        let defended = world.engine.bindings.flatMap { binding in
            binding.flags.contains(.linkLocalAddressCompatibility)
                ? [binding.homeAddress, .linkLocal(interfaceIdentifier: binding.homeAddress.interfaceIdentifier)]
                : [binding.homeAddress]
        }
        let proxied = Set(world.plane.proxies.keys.map(\.address))
        require(
            proxied.isSubset(of: defended),
            "the proxies \(proxied) are for more addresses than the bindings name, \(defended)")
        for address in defended where !proxied.contains(address) {
            require(!isReachable(address, world), "\(address) of a binding is not defended")
        }
    }

    /// What others say of an address matters exactly as long as it is probed.
    private static func checkWatches(_ world: World) {
        let probed = world.engine.homeAgent.pending.values.flatMap { registration -> [NeighborTarget] in
            if case .duplicateAddressDetection(let targets) = registration.phase { targets } else { [] }
        }
        require(world.plane.watches == Set(probed), "\(world.plane.watches) are watched, \(probed) are probed")
    }

    /// Delivered is exactly what nodes that are away listen to, from where their home link is.
    private static func checkGroups(_ world: World) {
        let memberships = world.engine.groupMemberships(limit: .max).memberships
        require(
            memberships.allSatisfy { world.engine.binding(of: $0.key.homeAddress) != nil },
            "somebody without a binding listens to a group")
        require(
            world.configuration.forwardsMulticast || memberships.isEmpty, "groups although multicast is switched off")
        let members = memberships.compactMap { membership in
            membership.interface.map {
                GroupMember(
                    interface: $0, group: membership.key.group, homeAddress: membership.key.homeAddress)
            }
        }
        require(
            world.plane.groupMembers == Set(members),
            "\(world.plane.groupMembers) are delivered to, \(members) listen")
    }

    /// Nobody is listed beyond his time, and no more than there is room for.
    private static func checkRouters(_ world: World) {
        for router in world.engine.homeLinkRouters.flatMap(\.others) {
            require(router.expiry.map { $0 >= world.now } ?? false, "\(router.linkLocalAddress) is listed too long")
            require(router.addresses.count <= 16, "\(router.linkLocalAddress) has too many addresses")
        }
        require(world.engine.homeLinkRouters.allSatisfy { $0.others.count <= 128 }, "too many routers are listed")
    }

    /// A packet that is about to be sent.
    static func check(_ packet: SentPacket, _ world: World) {
        require(!packet.source.isMulticast, "a packet from a multicast address")
        if packet.prefixAdvertisement != nil {
            let binding = packet.routingHeaderHomeAddress.flatMap { world.engine.binding(of: $0) }
            require(binding?.careOfAddress == packet.destination, "prefixes are told to somebody who is not registered")
            require(packet.packet.octets.count <= 1280, "a Mobile Prefix Advertisement that does not fit every link")
        }
        guard let acknowledgement = packet.acknowledgement, acknowledgement.status.isAccepted,
            acknowledgement.lifetime > 0
        else { return }
        let homeAddress = packet.routingHeaderHomeAddress ?? packet.destination
        if case .bindingAuthorizationData = acknowledgement.options.last {
            let key = RouteOptimizationKey(ownAddress: packet.source, homeAddress: homeAddress)
            require(
                world.plane.directWays.careOfAddresses[key] != nil,
                "an acknowledgement promises a direct way that does not exist")
            return
        }
        require(world.plane.tunnels[homeAddress] != nil, "an acknowledgement promises a tunnel that does not exist")
        require(
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
