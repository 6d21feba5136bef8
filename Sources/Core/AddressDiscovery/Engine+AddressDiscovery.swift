/// Dynamic Home Agent Address Discovery (RFC 6275 section 10.5).
extension Engine {
    /// A mobile node asks for the home agents of its home link. It may ask for those that serve mobile routers: this
    /// one serves none, and answers as one that does not know the flag (RFC 3963 section 7.1).
    mutating func received(
        _ request: HomeAgentAddressDiscoveryRequest, in packet: IPv6Packet, _ received: ReceivedPacket
    ) {
        let (source, destination) = (packet.header.source, packet.header.destination)
        context.observe(.addressDiscoveryRequestReceived(source: source, destination: destination))
        guard let homeLink = homeAgent.homeLinks.homeLink(ofAnycast: destination) else {
            return drop(received, .addressDiscoveryDestination, source: source)
        }
        guard source.isAnswerable else { return drop(received, .sourceNotUnicast, source: source) }
        let type = ICMPv6MessageType.homeAgentAddressDiscoveryRequest.rawValue
        let message = FilteredMessage(
            traits: PacketTraits(packet, .icmp(type: type, code: 0)), interface: received.interface,
            linkLayerSource: received.linkLayerSource)
        guard homeAgent.isRoamingPermitted(from: destination, to: source, message, on: homeLink, &context) else {
            return drop(received, .addressDiscoveryFiltered, source: source)
        }
        guard addressDiscoveryRate.take(forNetworkOf: source, at: context.now) else {
            return drop(received, .addressDiscoveryRate, source: source)
        }
        reply(to: request, from: homeLink, in: packet, received)
    }

    /// The reply comes from an address that is this node's alone.
    private mutating func reply(
        to request: HomeAgentAddressDiscoveryRequest, from homeLink: HomeLink, in packet: IPv6Packet,
        _ received: ReceivedPacket
    ) {
        let destination = packet.header.source
        let own = homeLink.candidate(context)
        let others = homeLink.link.map { homeAgentsList[$0.index] } ?? []
        let candidates = [own] + others.filter(\.isHomeAgent).map(HomeAgentCandidate.init)
        guard let source = homeLink.routerAddress(for: packet.header.destination) else { return }
        let addresses = candidates.addresses(shuffledWith: &context.random)
        let message = HomeAgentAddressDiscoveryReply(identifier: request.identifier, addresses: addresses)
        let builder = IPv6PacketBuilder(source: source, destination: destination)
        context.emit(
            .send(
                OutgoingPacket(
                    octets: builder.packet(.homeAgentAddressDiscoveryReply(message)),
                    delivery: .reply(to: destination, on: received.interface))))
        context.observe(.addressDiscoveryReplySent(addresses, destination: destination))
    }
}

extension HomeLink {
    /// This node as a home agent of the link: with its addresses whose prefixes are valid, whether Router
    /// Advertisements tell them or not.
    fileprivate func candidate(_ context: Context) -> HomeAgentCandidate {
        let interface = context.configuration.interfaces[name] ?? MobilityInterfaceConfiguration()
        let valid = addresses.filter {
            let lifetimes = interface.prefixes.lifetimes(of: $0.prefix, at: context.now)
            return $0.address.isUnicastRoutable && lifetimes.map { $0.valid > 0 } ?? false
        }
        return HomeAgentCandidate(preference: interface.homeAgentPreference, addresses: valid.map(\.address))
    }
}

extension HomeAgentCandidate {
    fileprivate init(_ router: AdvertisedRouter) {
        self.init(preference: router.preference, addresses: router.addresses.map(\.address.address))
    }
}
