/// Mobile Prefix Discovery (RFC 6275 section 10.6).
extension Engine {
    /// A mobile node abroad asks for the prefixes of its home link; that acknowledges what it was told of them unasked.
    mutating func received(
        _ solicitation: MobilePrefixSolicitation, in packet: IPv6Packet, _ received: ReceivedPacket
    ) {
        let source = packet.header.source
        context.observe(.prefixSolicitationReceived(homeAddress: packet.homeAddress, source: source))
        guard !isShared(packet.header.destination) else {
            return drop(received, .destinationNotUnicast, source: source)
        }
        guard let homeAddress = packet.homeAddress else {
            return drop(received, .homeAddressOptionMissing, source: source)
        }
        guard homeAddress.isUnicastRoutable else { return drop(received, .homeAddressNotRoutable, source: source) }
        guard let binding = homeAgent.cache[homeAddress], binding.careOfAddress == source else {
            return errors.bindingError(
                .unknownBinding, about: UnacceptablePacket(packet, on: received.interface), &context)
        }
        if let reason = Self.fault(of: received.protection, for: binding) {
            return drop(received, reason, source: source)
        }
        guard homeAgent.prefixAdvertiser.version(of: binding.homeLink) != nil else {
            return drop(received, .prefixDiscoveryDisabled, source: source)
        }
        guard prefixSolicitationRate.take(for: IPv6Prefix(homeAddress), at: context.now) else {
            return drop(received, .prefixSolicitationRate, source: source)
        }
        guard tellPrefixes(to: binding, .solicited, identifier: solicitation.identifier) else {
            return drop(received, .prefixSolicitationLinkDown, source: source)
        }
        homeAgent.prefixAdvertiser.plan(&context)
    }

    /// What is wrong about the association that a solicitation came by, or did not.
    private static func fault(of protection: IPv6Address?, for binding: Binding) -> DropReason? {
        if protection == nil { return binding.isProtected ? .protectionMissing : nil }
        return protection == binding.homeAddress ? nil : .protectionOfOthers
    }

    /// What is told of home links may have changed, by configuration or on the link.
    mutating func followHomePrefixes() {
        guard context.configuration.homeAgent.prefixDiscovery.isOn else {
            return homeAgent.toldPrefixesChanged(to: [:], &context)
        }
        let homeLinks = homeAgent.homeLinks.all.filter {
            context.configuration.interfaces[$0.name]?.tellsHomePrefixes ?? false
        }
        let prefixes = homeLinks.map { ($0.name, lastingPrefixes(of: $0)) }
        homeAgent.toldPrefixesChanged(to: Dictionary(uniqueKeysWithValues: prefixes), &context)
    }

    /// It is time to tell mobile nodes, or to take a change to them.
    mutating func prefixAdvertisementDeadline() {
        guard homeAgent.prefixAdvertiser.takeTurn(at: context.now) else {
            return homeAgent.prefixAdvertiser.plan(&context)
        }
        homeAgent.takeChanges(&context)
        for _ in 0..<PrefixAdvertiser.burst {
            guard let homeAddress = homeAgent.prefixAdvertiser.deliveries.next(at: context.now) else { break }
            deliverPrefixes(to: homeAddress)
        }
        homeAgent.prefixAdvertiser.plan(&context)
    }

    private mutating func deliverPrefixes(to homeAddress: IPv6Address) {
        guard let delivery = homeAgent.prefixAdvertiser.deliveries[homeAddress],
            let binding = homeAgent.cache[homeAddress],
            homeAgent.prefixAdvertiser.version(of: binding.homeLink) != nil
        else {
            homeAgent.prefixAdvertiser.deliveries[homeAddress] = nil
            return
        }
        switch delivery.phase {
        case .quiet, .unacknowledged:
            homeAgent.scheduleAtRandom(binding, .interval, &context)
        case .sent(let times) where times > PrefixDelivery.retries:
            homeAgent.prefixesUnacknowledged(by: homeAddress, &context)
        case .scheduled:
            deliverPrefixes(to: binding, .unsolicited)
        case .sent:
            deliverPrefixes(to: binding, .retransmission)
        }
    }

    /// While the home link is down there is nothing to tell.
    private mutating func deliverPrefixes(to binding: Binding, _ occasion: PrefixAdvertisementOccasion) {
        guard !tellPrefixes(to: binding, occasion, identifier: 0) else { return }
        homeAgent.scheduleAtRandom(binding, .interval, &context)
    }

    /// Sends a Mobile Prefix Advertisement by way of the care-of address, from the address that the mobile node
    /// registered with (RFC 6275 section 10.6.3); false if the home link is down.
    private mutating func tellPrefixes(
        to binding: Binding, _ occasion: PrefixAdvertisementOccasion, identifier: UInt16
    ) -> Bool {
        guard let homeLink = homeAgent.homeLinks[binding.homeLink], let prefixes = prefixes(of: homeLink) else {
            return false
        }
        var builder = IPv6PacketBuilder(source: binding.homeAgentAddress, destination: binding.careOfAddress)
        builder.routingHeaderHomeAddress = binding.homeAddress
        let octets = builder.packet(.mobilePrefixAdvertisement(prefixes.advertisement(identifier: identifier)))
        context.emit(.send(OutgoingPacket(octets: octets, delivery: binding.isProtected ? .protected : .routed)))
        context.observe(
            .prefixAdvertisementSent(
                homeAddress: binding.homeAddress, destination: binding.careOfAddress, occasion))
        homeAgent.prefixesTold(to: binding, occasion, &context)
        return true
    }

    // MARK: Prefixes

    /// What is to be told of a home link now; `nil` while it is down.
    private func prefixes(of homeLink: HomeLink) -> HomePrefixes? {
        guard let link = homeLink.runningLink,
            let writer = RouterAdvertisementWriter(link, context.configuration)
        else { return nil }
        // Where this router advertises, it may know more: of prefixes that were withdrawn.
        let own =
            routerAdvertiser.advertisement(on: link.index, at: context.now, context)?.message
            ?? writer.message(at: context.now)
        return prefixes(of: own, and: link) { $0.prefixes.compactMap { $0.remaining(at: context.now) } }
    }

    /// The same, but for what changes by the passage of time alone.
    private func lastingPrefixes(of homeLink: HomeLink) -> HomePrefixes? {
        guard let link = homeLink.runningLink,
            let writer = RouterAdvertisementWriter(link, context.configuration)
        else { return nil }
        var prefixes = prefixes(of: writer.message(at: Instant(nanoseconds: 0)), and: link, others: \.saidPrefixes)
        prefixes.changes = homeAgentsList[link.index].flatMap(\.prefixChanges)
        return prefixes
    }

    /// This router's prefixes go before those of the other home agents, and these by preference.
    private func prefixes(
        of own: RouterAdvertisement, and link: Link, others: (AdvertisedRouter) -> [PrefixInformation]
    ) -> HomePrefixes {
        var prefixes = HomePrefixes()
        prefixes.add(own.prefixes, flags: own.flags)
        for router in homeAgentsList[link.index] where router.isHomeAgent {
            prefixes.add(others(router), flags: router.flags)
        }
        return prefixes
    }
}

extension RouterAdvertisement {
    fileprivate var prefixes: [PrefixInformation] {
        options.compactMap { if case .prefixInformation(let prefix) = $0 { prefix } else { nil } }
    }
}
