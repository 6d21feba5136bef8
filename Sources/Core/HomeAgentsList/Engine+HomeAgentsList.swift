extension Engine {
    /// The home links with the routers that are known of them, in the order of their names.
    public var homeLinkRouters: [HomeLinkRouters] {
        homeAgent.homeLinks.all.map { homeLink in
            HomeLinkRouters(
                name: homeLink.name, isRunning: homeLink.link?.isRunning ?? false, own: ownEntry(on: homeLink),
                others: homeLink.link.map { homeAgentsList[$0.index] } ?? [])
        }
    }

    /// This router as a home agent of a link: what its own advertisements say.
    private func ownEntry(on homeLink: HomeLink) -> AdvertisedRouter? {
        guard let link = homeLink.linkWithNeighbors,
            let advertisement = routerAdvertiser.advertisement(on: link.index, at: context.now, context),
            let source = link.linkLocalSource
        else { return nil }
        var router = AdvertisedRouter(advertisement.message, from: source, at: nil)
        _ = router.learnAddresses(from: advertisement.message, at: context.now)
        return router
    }

    /// A valid Router Advertisement of another router arrived; those of home links, of links where this router
    /// advertises too, and of links that a mobile node is on, count.
    mutating func received(
        _ advertisement: RouterAdvertisement, from source: IPv6Address, _ received: ReceivedPacket
    ) {
        let interface = received.interface
        let router = NeighborTarget(interface: interface, address: source)
        let isFollowed = movement.heard(
            advertisement, from: router, linkLayerSource: received.linkLayerSource, &context)
        let isCompared = routerAdvertiser.heard(advertisement, from: router, &context)
        guard homeAgent.homeLinks.interfaces.contains(interface) else {
            if isCompared || isFollowed { return }
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
