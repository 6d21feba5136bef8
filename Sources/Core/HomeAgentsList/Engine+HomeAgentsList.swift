extension Engine {
    /// The home links with the routers that are known of them, in the order of their names.
    public var homeLinkRouters: [HomeLinkRouters] {
        homeAgent.homeLinks.all.map { homeLink in
            HomeLinkRouters(
                name: homeLink.name, isRunning: homeLink.runningLink != nil, own: ownEntry(on: homeLink),
                others: homeLink.link.map { homeAgentsList[$0.index] } ?? [])
        }
    }

    /// This router as a home agent of a link: what its own advertisements say.
    private func ownEntry(on homeLink: HomeLink) -> AdvertisedRouter? {
        guard let link = homeLink.runningLink, let lifetime = routerAdvertiser.homeAgentLifetime(on: link.index),
            let source = link.addresses.first(where: { $0.isUsable && $0.address.isLinkLocal })
        else { return nil }
        let addresses = link.addresses.filter { $0.isUsable && $0.address.isUnicastRoutable }.map {
            AdvertisedRouter.Address(
                InterfaceAddress(address: $0.address, prefixLength: $0.prefixLength), expiry: nil)
        }
        return AdvertisedRouter(
            linkLocalAddress: source.address, isHomeAgent: true,
            preference: context.configuration.interfaces[homeLink.name]?.homeAgentPreference ?? 0,
            lifetime: lifetime, expiry: nil, addresses: addresses)
    }

    /// A valid Router Advertisement of another router arrived; those of home links count.
    mutating func received(_ advertisement: RouterAdvertisement, from source: IPv6Address, on interface: InterfaceIndex)
    {
        guard homeAgent.homeLinks.interfaces.contains(interface) else {
            return context.observe(.dropped(.unexpectedMessage, source: source, interface: interface))
        }
        homeAgentsList.heard(advertisement, from: source, on: interface, &context)
    }

    /// The operator clears the list of a home link, or of all.
    mutating func clearHomeAgents(on name: String?) {
        for homeLink in homeAgent.homeLinks.all where name == nil || homeLink.name == name {
            if let link = homeLink.link { homeAgentsList.clear(link.index, &context) }
        }
    }
}
