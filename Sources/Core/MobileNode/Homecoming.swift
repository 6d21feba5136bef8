/// What a node has to look after on its home link while the home agent still speaks for it (RFC 6275 section 11.5.5).
struct Homecoming: Sendable {
    /// RetransTimer (RFC 4861 section 10).
    private static let retransmissionTimer = Duration.seconds(1)
    /// MAX_MULTICAST_SOLICIT (RFC 4861 section 10).
    private static let solicitations = 3
    /// MAX_NEIGHBOR_ADVERTISEMENT (RFC 4861 section 10).
    private static let advertisements = 3

    /// Whether somebody else may have taken the home address meanwhile: the home agent had no binding any more.
    private(set) var detectsDuplicates = true
    /// Whether the home agent did not answer, and is asked no more.
    private(set) var isGivenUp = false
    /// The home agent on the link, while its link-layer address is asked for, and when that is known.
    private var homeAgent: NeighborTarget?
    private var linkLayerAddress: LinkLayerAddress?
    private var solicitationsSent = 0
    private var advertisementsLeft = 0

    /// The node is on the home link.
    /// - Parameter mayBeBound: whether the home agent has kept the home address for it.
    mutating func arrive(mayBeBound: Bool) {
        detectsDuplicates = !mayBeBound
    }

    /// The node is elsewhere.
    mutating func leave(_ homeAddress: IPv6Address, _ context: inout Context) {
        endSolicitation(homeAddress, &context)
        context.timers.cancel(.mobileNode(.advertisement(homeAddress: homeAddress)))
        self = Homecoming()
    }

    /// The home agent does not answer.
    mutating func giveUp() { isGivenUp = true }

    /// It is asked once more.
    mutating func retry() { isGivenUp = false }

    // MARK: The home agent's link-layer address

    /// How a packet reaches the home agent past neighbor discovery; `nil` while its address is asked for. The kernel
    /// finds the way if it does not answer.
    mutating func delivery(
        to target: NeighborTarget, homeAddress: IPv6Address, _ context: inout Context
    ) -> OutgoingPacket.Delivery? {
        if homeAgent != target {
            endSolicitation(homeAddress, &context)
            (homeAgent, linkLayerAddress, solicitationsSent) = (target, nil, 0)
            if context.askedHomeAgents.add(homeAddress, to: target) { context.emit(.beginAddressWatch(target)) }
            solicit(target, homeAddress, &context)
        }
        if let linkLayerAddress { return .neighbor(target.interface, linkLayerAddress) }
        return solicitationsSent > Self.solicitations ? .link(target.interface) : nil
    }

    /// From `::`, as the home address must not be used, and what answers it is for all nodes.
    private mutating func solicit(_ target: NeighborTarget, _ homeAddress: IPv6Address, _ context: inout Context) {
        context.emit(.send(NeighborPackets.probe(target)))
        solicitationsSent += 1
        context.schedule(.mobileNode(.neighbor(homeAddress: homeAddress)), after: Self.retransmissionTimer)
    }

    /// Nobody answered in time.
    /// - Returns: whether that was the last time.
    mutating func neighborDeadline(_ homeAddress: IPv6Address, _ context: inout Context) -> Bool {
        guard let homeAgent, linkLayerAddress == nil else { return false }
        guard solicitationsSent < Self.solicitations else {
            solicitationsSent += 1
            return true
        }
        solicit(homeAgent, homeAddress, &context)
        return false
    }

    /// The home agent would not be heard: the kernel finds the way.
    /// - Returns: whether it was asked.
    mutating func watchRefused(_ target: NeighborTarget, _ homeAddress: IPv6Address, _ context: inout Context) -> Bool {
        guard homeAgent == target, linkLayerAddress == nil else { return false }
        endSolicitation(homeAddress, &context)
        solicitationsSent = Self.solicitations + 1
        return true
    }

    /// Somebody advertises an address on a link.
    /// - Returns: whether it is what was asked for.
    mutating func heard(
        _ advertisement: NeighborAdvertisement, on interface: InterfaceIndex, _ homeAddress: IPv6Address,
        _ context: inout Context
    ) -> Bool {
        guard let homeAgent, linkLayerAddress == nil, homeAgent.interface == interface,
            homeAgent.address == advertisement.target, let address = advertisement.targetLinkLayerAddress
        else { return false }
        endSolicitation(homeAddress, &context)
        linkLayerAddress = address
        return true
    }

    private func endSolicitation(_ homeAddress: IPv6Address, _ context: inout Context) {
        context.timers.cancel(.mobileNode(.neighbor(homeAddress: homeAddress)))
        guard let homeAgent, context.askedHomeAgents.remove(homeAddress, from: homeAgent) else { return }
        context.emit(.endAddressWatch(homeAgent))
    }

    // MARK: Taking the addresses back

    /// Begins to tell all nodes on the link that addresses are this node's own again.
    mutating func takeBack(
        _ homeAddress: IPv6Address, _ presence: HomeLink.Presence, _ targets: [IPv6Address], _ context: inout Context
    ) {
        advertisementsLeft = Self.advertisements
        advertise(homeAddress, presence, targets, &context)
    }

    /// The next advertisement.
    mutating func advertise(
        _ homeAddress: IPv6Address, _ presence: HomeLink.Presence, _ targets: [IPv6Address], _ context: inout Context
    ) {
        guard advertisementsLeft > 0 else { return }
        for target in presence.targets(targets) {
            context.emit(.send(NeighborPackets.unsolicitedAdvertisement(of: target, from: presence)))
        }
        advertisementsLeft -= 1
        guard advertisementsLeft > 0 else { return }
        context.schedule(.mobileNode(.advertisement(homeAddress: homeAddress)), after: Self.retransmissionTimer)
    }
}

extension NeighborAdvertisement {
    /// The link-layer address of its target, if it tells it.
    fileprivate var targetLinkLayerAddress: LinkLayerAddress? {
        for case .targetLinkLayerAddress(let address) in options { return address }
        return nil
    }
}
