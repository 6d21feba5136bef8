/// Makes the Router Advertisements of one link (RFC 4861 section 4.2, RFC 6275 sections 7 and 8.4).
struct RouterAdvertisementWriter: Sendable {
    /// MaxRtrAdvInterval in milliseconds where none is configured, if the router's lifetime is not too short for it.
    private static let defaultInterval: UInt32 = 200_000
    /// The interval of a home link where none is configured: movement shows within a second or so.
    private static let defaultHomeLinkInterval: UInt32 = 1000
    /// AdvDefaultLifetime in seconds where none is configured, never under three intervals.
    private static let defaultLifetime: UInt32 = 1800
    /// The greatest lifetime of a router in seconds (RFC 4861 section 6.2.1).
    private static let maximumLifetime: UInt32 = 9000

    let link: Link
    /// The link-local address to send from.
    let source: IPv6Address
    let interface: MobilityInterfaceConfiguration
    let isHomeLink: Bool
    /// This router's addresses that hosts may know it by.
    private let addresses: [InterfaceAddress]

    private var settings: RouterAdvertisementSettings { interface.advertisement }

    /// `nil` while the link has no address to send from, or is down.
    init?(_ link: Link, _ configuration: MobilityConfiguration) {
        guard link.isRunning, let source = link.linkLocalSource else { return nil }
        self.link = link
        self.source = source
        interface = configuration.interfaces[link.name] ?? MobilityInterfaceConfiguration()
        isHomeLink = configuration.isHomeLink(link.name)
        addresses = link.addresses.filter { $0.isUsable && $0.address.isUnicastRoutable }
            .map { InterfaceAddress(address: $0.address, prefixLength: $0.prefixLength) }
    }

    /// How far unsolicited advertisements are apart.
    var interval: RouterAdvertisementInterval {
        if let interval = settings.interval { return interval }
        guard !isHomeLink else { return RouterAdvertisementInterval(maximum: Self.defaultHomeLinkInterval) }
        // A host should hear three before it gives the router up.
        let lifetime = settings.routerLifetime.flatMap { $0 == 0 ? nil : UInt32($0) * 1000 / 3 }
        return RouterAdvertisementInterval(maximum: min(Self.defaultInterval, lifetime ?? Self.defaultInterval))
    }

    /// The message as it leaves at a moment; a final one says that this is a router no more.
    func message(at now: Instant, isFinal: Bool = false) -> RouterAdvertisement {
        let routerLifetime = isFinal ? 0 : routerLifetime
        var flags: RouterAdvertisementFlags = isHomeLink ? .homeAgent : []
        if settings.hasManagedAddresses { flags.insert(.managedAddresses) }
        if settings.hasOtherConfiguration { flags.insert(.otherConfiguration) }
        return RouterAdvertisement(
            currentHopLimit: settings.currentHopLimit, flags: flags,
            // RFC 4191 section 2.2: medium is the only preference of what is no default router.
            preference: routerLifetime == 0 ? .medium : settings.preference, routerLifetime: routerLifetime,
            reachableTime: settings.reachableTime, retransmissionTimer: settings.retransmissionTimer,
            options: linkOptions(isFinal: isFinal) + prefixOptions(at: now) + nameOptions)
    }

    /// The message in as many packets as the link's MTU asks for (RFC 4861 section 6.2.3): none of them is ever
    /// fragmented (RFC 6980), and each tells the same address of the router, if there is one to tell (RFC 6275 section
    /// 7.2).
    func packets(at now: Instant, isFinal: Bool = false) -> [OutgoingPacket] {
        let whole = message(at: now, isFinal: isFinal)
        let common = linkOptions(isFinal: isFinal)
        let room =
            max(IPv6Header.minimumLinkMTU, Int(link.maximumTransmissionUnit))
            - IPv6Header.length - RouterAdvertisement.fixedLength - common.reduce(0) { $0 + $1.length }
        let routerAddress = whole.options.filter(\.tellsRouterAddress).prefix(1)
        var parts: [[NeighborDiscoveryOption]] = [[]]
        var left = room
        for option in whole.options.dropFirst(common.count) {
            if option.length > left, parts != [[]] {
                parts.append(Array(routerAddress))
                left = room - routerAddress.reduce(0) { $0 + $1.length }
            }
            parts[parts.count - 1].append(option)
            left -= option.length
        }
        return parts.map { part in
            var message = whole
            message.options = common + part
            return packet(message)
        }
    }

    private func packet(_ message: RouterAdvertisement) -> OutgoingPacket {
        let builder = IPv6PacketBuilder(
            source: source, destination: .allNodes, hopLimit: NeighborPackets.hopLimit)
        return OutgoingPacket(octets: builder.packet(.routerAdvertisement(message)), delivery: .link(link.index))
    }
}

// MARK: Lifetimes

extension RouterAdvertisementWriter {
    private var routerLifetime: UInt16 {
        settings.routerLifetime ?? UInt16(clamping: min(Self.maximumLifetime, threeIntervals))
    }

    /// What outlasts the loss of an advertisement or two, in seconds, and a quick rhythm by far.
    private var threeIntervals: UInt32 {
        max(Self.defaultLifetime, interval.maximum / 1000 * 3)
    }
}

// MARK: Options

extension RouterAdvertisementWriter {
    /// What tells of link and router, and belongs into each packet: of a home agent without Home Agent Information
    /// hosts would assume its preference. The link-layer address comes first.
    private func linkOptions(isFinal: Bool) -> [NeighborDiscoveryOption] {
        [
            link.linkLayerAddress.map { .sourceLinkLayerAddress($0) },
            settings.maximumTransmissionUnit.map { .maximumTransmissionUnit($0) },
            settings.tellsInterval ? .advertisementInterval(milliseconds: advertisedInterval) : nil,
            isHomeLink && !isFinal ? homeAgentInformation : nil,
        ].compactMap(\.self)
    }

    /// Below 200 ms the value sent is 20 ms more, for the scheduling of the sender (RFC 6275 section 7.5).
    private var advertisedInterval: UInt32 {
        interval.maximum < 200 ? interval.maximum + 20 : interval.maximum
    }

    /// Left out where it says what hosts assume without it: preference 0, and the router's own lifetime. That lifetime
    /// may be 0, a home agent's may not (RFC 6275 section 7.4).
    private var homeAgentInformation: NeighborDiscoveryOption? {
        let lifetime =
            interface.homeAgentLifetime ?? (routerLifetime > 0 ? routerLifetime : UInt16(Self.defaultLifetime))
        guard interface.homeAgentPreference != 0 || lifetime != routerLifetime else { return nil }
        return .homeAgentInformation(preference: interface.homeAgentPreference, lifetime: lifetime)
    }

    /// The prefixes of this router's addresses, in their order, and then those that are configured beside them.
    private func prefixOptions(at now: Instant) -> [NeighborDiscoveryOption] {
        var seen: Set<IPv6Prefix> = []
        let own = addresses.map(\.prefix).filter { $0.length < 128 && seen.insert($0).inserted }
        let others = interface.prefixes.individual.keys.filter { !seen.contains($0) }.sorted()
        return (own + others).compactMap { option(for: $0, at: now).map { .prefixInformation($0) } }
    }

    private func option(for prefix: IPv6Prefix, at now: Instant) -> PrefixInformation? {
        let parameters = interface.prefixes.parameters(of: prefix)
        guard parameters.isAdvertised, let lifetimes = interface.prefixes.lifetimes(of: prefix, at: now) else {
            return nil
        }
        let tellsAddress = isHomeLink && parameters.tellsRouterAddress
        return PrefixInformation(
            prefix: prefix, isOnLink: parameters.isOnLink,
            // Hosts make addresses of 64 bits and 64 bits (RFC 4862 section 5.5.3).
            isAutonomous: parameters.isAutonomous && prefix.length == 64,
            routerAddress: tellsAddress ? addresses.first { prefix.contains($0.address) }?.address : nil,
            validLifetime: lifetimes.valid, preferredLifetime: lifetimes.preferred)
    }

    /// An option for each line, so that each keeps its own lifetime.
    private var nameOptions: [NeighborDiscoveryOption] {
        let servers = settings.recursiveDNSServers.compactMap { server in
            RecursiveDNSServers(lifetime: server.lifetime ?? threeIntervals, addresses: [server.value])
                .map { NeighborDiscoveryOption.recursiveDNSServers($0) }
        }
        let domains = settings.searchDomains.compactMap { domain in
            DNSSearchList(lifetime: domain.lifetime ?? threeIntervals, domainNames: [domain.value])
                .map { NeighborDiscoveryOption.dnsSearchList($0) }
        }
        return servers + domains
    }
}

extension NeighborDiscoveryOption {
    /// Whether it is Prefix Information with a whole address of the router (RFC 6275 section 7.2).
    fileprivate var tellsRouterAddress: Bool {
        if case .prefixInformation(let prefix) = self { prefix.routerAddress != nil } else { false }
    }
}
