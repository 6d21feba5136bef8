/// Duplicate address detection before a registration, and speaking for the mobile node afterwards
/// (RFC 6275 sections 10.3.1 and 10.4.1).
extension HomeAgent {
    /// RetransTimer: how long an answer to a probe may take (RFC 4862 section 5.4), and the distance between
    /// unsolicited advertisements (RFC 4861 section 7.2.6).
    static let retransmissionTimer = Duration.seconds(1)
    /// Unsolicited advertisements that take an address over: MAX_NEIGHBOR_ADVERTISEMENT (RFC 4861 section 10).
    static let advertisementBurst = 3

    // MARK: Duplicate address detection

    /// Probes the home address, and with the L flag the link-local one, on the home link.
    mutating func detectDuplicates(
        of request: RegistrationRequest, on homeLink: HomeLink, _ context: inout Context
    ) {
        guard let link = homeLink.linkWithNeighbors else {
            // Nobody can be heard on a link that is down, and nobody there can be disturbed.
            let registration = PendingRegistration(request: request, homeLink: homeLink, phase: .installation)
            return install(registration, &context)
        }
        let targets = request.flags.defendedAddresses(of: request.homeAddress).map {
            NeighborTarget(interface: link.index, address: $0)
        }
        pending[request.homeAddress] = PendingRegistration(
            request: request, homeLink: homeLink, phase: .duplicateAddressDetection(targets: targets))
        for target in targets {
            if probedTargets.add(request.homeAddress, to: target) { context.emit(.beginAddressWatch(target)) }
            context.emit(.send(NeighborPackets.probe(target)))
            context.observe(.duplicateAddressDetectionBegan(target))
        }
        context.schedule(.duplicateAddressDetection(homeAddress: request.homeAddress), after: Self.retransmissionTimer)
    }

    /// Nothing was heard: the addresses are free.
    mutating func detectionDeadline(_ homeAddress: IPv6Address, _ context: inout Context) {
        guard let registration = pending[homeAddress] else { return }
        stopDetection(of: registration, &context)
        context.observe(.duplicateAddressDetectionPassed(homeAddress: homeAddress))
        install(registration, &context)
    }

    /// Somebody advertises, or probes, an address on a link.
    mutating func addressHeard(_ target: NeighborTarget, _ context: inout Context) {
        for homeAddress in probedTargets[target] {
            guard let registration = pending[homeAddress] else { continue }
            abandonPending(homeAddress, &context)
            context.observe(.duplicateAddressDetected(target))
            refuse(registration.request, .duplicateAddress, &context)
        }
    }

    /// What is said of an address would not be heard: it may be somebody else's for all that is known.
    mutating func addressWatchRefused(_ target: NeighborTarget, _ context: inout Context) {
        for homeAddress in probedTargets[target] {
            guard let registration = pending[homeAddress] else { continue }
            abandonPending(homeAddress, &context)
            refuse(registration.request, .interceptionFailed, &context)
        }
    }

    /// Ends the detection of `registration`, if it is in that phase.
    mutating func stopDetection(of registration: PendingRegistration, _ context: inout Context) {
        guard case .duplicateAddressDetection(let targets) = registration.phase else { return }
        context.timers.cancel(.duplicateAddressDetection(homeAddress: registration.request.homeAddress))
        for target in targets {
            if probedTargets.remove(registration.request.homeAddress, from: target) {
                context.emit(.endAddressWatch(target))
            }
        }
    }

    // MARK: Defense

    /// Begins to speak for a binding's addresses on its home link, and ends it for what `former` alone had.
    mutating func defend(_ binding: Binding, insteadOf former: Binding?, _ context: inout Context) {
        let added = Set(binding.defendedAddresses).subtracting(former?.defendedAddresses ?? [])
        let removed = Set(former?.defendedAddresses ?? []).subtracting(binding.defendedAddresses)
        guard let presence = homeLinks[binding.homeLink]?.presence(for: binding.homeAddress) else { return }
        endProxies(for: binding, presence.targets(removed), &context)
        beginProxies(for: binding, presence.targets(added), from: presence, &context)
        if !added.isEmpty { beginAdvertisements(for: binding, &context) }
    }

    /// Speaks no more for a binding that ended.
    mutating func endDefense(of binding: Binding, _ context: inout Context) {
        context.timers.cancel(.neighborAdvertisement(homeAddress: binding.homeAddress))
        advertisementsLeft[binding.homeAddress] = nil
        guard let presence = homeLinks[binding.homeLink]?.presence(for: binding.homeAddress) else { return }
        endProxies(for: binding, presence.targets(binding.defendedAddresses), &context)
    }

    /// The home link of a binding is at another interface, has another link-layer address, or came up again.
    mutating func moveDefense(
        of binding: Binding, from former: HomeLink.Presence?, to present: HomeLink.Presence?,
        _ context: inout Context
    ) {
        if let former { endProxies(for: binding, former.targets(binding.defendedAddresses), &context) }
        guard let present else { return }
        beginProxies(for: binding, present.targets(binding.defendedAddresses), from: present, &context)
        beginAdvertisements(for: binding, &context)
    }

    private mutating func beginProxies(
        for binding: Binding, _ targets: [NeighborTarget], from presence: HomeLink.Presence, _ context: inout Context
    ) {
        for target in targets {
            if target.address.isLinkLocal, !defendedLinkLocals.add(binding.homeAddress, to: target) { continue }
            context.emit(.beginNeighborProxy(target, source: presence.source))
        }
    }

    private mutating func endProxies(
        for binding: Binding, _ targets: [NeighborTarget], _ context: inout Context
    ) {
        for target in targets {
            if target.address.isLinkLocal, !defendedLinkLocals.remove(binding.homeAddress, from: target) { continue }
            context.emit(.endNeighborProxy(target))
        }
    }

    /// Nobody on the home link would find who is bound: there is no binding then, and who was just told that there is one
    /// is told better.
    /// - Parameter accepted: the registration that the event before had accepted.
    mutating func neighborProxyRefused(
        _ target: NeighborTarget, accepted: RegistrationRequest?, _ context: inout Context
    ) {
        let homeAddresses = target.address.isLinkLocal ? defendedLinkLocals[target] : [target.address]
        for homeAddress in homeAddresses where cache[homeAddress] != nil {
            abandonPending(homeAddress, &context)
            end(homeAddress, .interceptionFailed, &context)
            guard let request = accepted, request.homeAddress == homeAddress else { continue }
            refuse(request, .interceptionFailed, &context)
        }
    }

    private mutating func beginAdvertisements(for binding: Binding, _ context: inout Context) {
        advertisementsLeft[binding.homeAddress] = Self.advertisementBurst
        advertisementDeadline(binding.homeAddress, &context)
    }

    /// Sends the next unsolicited advertisement for each address of a binding.
    mutating func advertisementDeadline(_ homeAddress: IPv6Address, _ context: inout Context) {
        guard let binding = cache[homeAddress], let left = advertisementsLeft[homeAddress],
            let presence = homeLinks[binding.homeLink]?.presence(for: homeAddress)
        else { return }
        presence.targets(binding.defendedAddresses).forEach {
            context.emit(.send(NeighborPackets.unsolicitedAdvertisement(of: $0, from: presence)))
        }
        advertisementsLeft[homeAddress] = left > 1 ? left - 1 : nil
        if left > 1 {
            context.schedule(.neighborAdvertisement(homeAddress: homeAddress), after: Self.retransmissionTimer)
        }
    }
}
