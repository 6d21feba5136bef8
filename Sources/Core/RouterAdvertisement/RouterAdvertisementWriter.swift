/// Makes the Router Advertisements of one link (RFC 4861 section 4.2, RFC 6275 sections 7 and 8.4).
struct RouterAdvertisementWriter: Sendable {
    /// Cur Hop Limit: what hosts put into their packets.
    private static let currentHopLimit: UInt8 = 64

    let link: Link
    /// The link-local address to send from.
    let source: IPv6Address
    let interface: MobilityInterfaceConfiguration
    let isHomeLink: Bool
    /// MaxRtrAdvInterval in milliseconds.
    let interval: UInt32
    /// Seconds; 0 takes this router away from the hosts' default routers.
    let routerLifetime: UInt16

    var message: RouterAdvertisement {
        RouterAdvertisement(
            currentHopLimit: Self.currentHopLimit, flags: isHomeLink ? .homeAgent : [],
            routerLifetime: routerLifetime, options: options)
    }

    var packet: OutgoingPacket {
        let builder = IPv6PacketBuilder(
            source: source, destination: .allNodes, hopLimit: NeighborPackets.hopLimit)
        return OutgoingPacket(octets: builder.packet(.routerAdvertisement(message)), delivery: .link(link.index))
    }

    /// The link-layer address, which home agents put in every advertisement, comes first.
    private var options: [NeighborDiscoveryOption] {
        var options: [NeighborDiscoveryOption] = []
        if let linkLayerAddress = link.linkLayerAddress { options.append(.sourceLinkLayerAddress(linkLayerAddress)) }
        options += prefixes
        if interface.advertisesInterval { options.append(.advertisementInterval(milliseconds: advertisedInterval)) }
        // Preference 0 and the router's own lifetime are what hosts assume without the option.
        if isHomeLink, interface.homeAgentPreference != 0, routerLifetime != 0 {
            options.append(
                .homeAgentInformation(preference: interface.homeAgentPreference, lifetime: routerLifetime))
        }
        return options
    }

    /// On a home link with this router's full address.
    private var prefixes: [NeighborDiscoveryOption] {
        link.addresses.filter { $0.isUsable && $0.address.isUnicastRoutable && $0.prefixLength < 128 }.map { address in
            .prefixInformation(
                PrefixInformation(
                    prefix: IPv6Prefix(leading: address.prefixLength, of: address.address),
                    isAutonomous: address.prefixLength == 64, routerAddress: isHomeLink ? address.address : nil,
                    validLifetime: RouterAdvertiser.validLifetime,
                    preferredLifetime: RouterAdvertiser.preferredLifetime))
        }
    }

    /// Below 200 ms the value sent is 20 ms more, for the scheduling of the sender (RFC 6275 section 7.5).
    private var advertisedInterval: UInt32 {
        interval < 200 ? interval + 20 : interval
    }
}
