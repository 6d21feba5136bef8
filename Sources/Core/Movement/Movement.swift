/// Which links this node is attached to as a mobile node, and when it has moved (RFC 6275 section 11.5.1).
struct Movement: Sendable {
    /// The links, the preferred first.
    private(set) var attachments: [Attachment] = []
    /// The home addresses that were made from home agents that were heard.
    private(set) var configuredHomes: [HomeAddressConfiguration] = []
    private var links: [InterfaceIndex: AccessLink] = [:]
    private var homeAgents = HeardHomeAgents()

    /// The home agents that were heard, the best first, with their ranks as they are at a moment.
    func knownHomeAgents(at moment: NetworkTimestamp?) -> [KnownHomeAgent] { homeAgents.known(at: moment) }

    /// Takes over a changed configuration, or changed links.
    mutating func surroundingsChanged(_ context: inout Context) {
        let interfaces = context.configuration.isEnabled ? context.configuration.mobileNode?.interfaces ?? [] : []
        let followed = interfaces.compactMap { interface in
            context.links[interface.name].map { (link: $0, priority: interface.priority) }
        }
        for index in indices where !followed.contains(where: { $0.link.index == index }) { forget(index, &context) }
        for (link, priority) in followed {
            links[link.index]?.priority = priority
            if links[link.index]?.follow(link, &context) == nil {
                links[link.index] = AccessLink(link, priority: priority, at: context.now)
                links[link.index]?.begin(&context)
            }
        }
        homeAgents.follow(context.configuration.mobileNode, &context)
        settle(&context)
    }

    /// Takes in what happened.
    mutating func handle(_ event: MobileNodeEvent, _ context: inout Context) {
        switch event {
        case .homeAgentsRemembered(let remembered):
            homeAgents.remember(remembered)
            homeAgents.follow(context.configuration.mobileNode, &context)
        case .forgetHomeAgents: homeAgents.forget(&context)
        case .tunnelled, .routeUsed, .bindingsRemembered, .restart: return
        }
        settle(&context)
    }

    /// A valid Router Advertisement arrived; gives back whether its link is one of those that count.
    mutating func heard(
        _ advertisement: RouterAdvertisement, from router: NeighborTarget, linkLayerSource: LinkLayerAddress?,
        _ context: inout Context
    ) -> Bool {
        guard let link = links[router.interface]?.link else { return false }
        // Whoever claims an address of this node is no router of the link.
        guard link.isRunning, !link.addresses.contains(where: { $0.address == router.address }) else { return true }
        homeAgents.heard(advertisement, from: router.address, on: link, &context)
        links[router.interface]?.heard(advertisement, from: router.address, frame: linkLayerSource, &context)
        settle(&context)
        return true
    }

    /// A neighbor answers for an address.
    mutating func heard(
        _ advertisement: NeighborAdvertisement, _ received: ReceivedPacket, _ context: inout Context
    ) {
        links[received.interface]?.heard(advertisement, frame: received.linkLayerSource, &context)
        addressHeard(advertisement.target, received, &context)
    }

    /// Somebody advertises, or probes, an address.
    mutating func addressHeard(_ address: IPv6Address, _ received: ReceivedPacket, _ context: inout Context) {
        guard links[received.interface]?.heard(address, frame: received.linkLayerSource, &context) != nil else {
            return
        }
        settle(&context)
    }

    /// Nobody can be heard who advertises an address: it is tried again with the next that is due.
    mutating func watchRefused(_ target: NeighborTarget, _ context: inout Context) {
        links[target.interface]?.watchRefused(target.address, &context)
    }

    /// Something is due on an interface.
    mutating func deadline(of index: InterfaceIndex, _ context: inout Context) {
        links[index]?.deadline(&context)
        settle(&context)
    }

    /// What changed of the home agents is to be kept.
    mutating func keepingDeadline(_ context: inout Context) { homeAgents.keepIfChanged(&context) }

    /// The daemon is about to end. Attachments stay as they are: home agents are still to be told.
    mutating func shutdown(_ context: inout Context) {
        for index in indices { links[index]?.end(&context) }
        homeAgents.keepIfChanged(&context)
    }

    private var indices: [InterfaceIndex] { links.keys.sorted { $0.rawValue < $1.rawValue } }

    private mutating func forget(_ index: InterfaceIndex, _ context: inout Context) {
        links[index]?.end(&context)
        if links.removeValue(forKey: index)?.attachment != nil { context.observe(.mobileNode(.detached(index))) }
    }

    /// Makes the attachments of what is known of the links.
    private mutating func settle(_ context: inout Context) {
        configuredHomes = homeAgents.homes(context.configuration.mobileNode)
        let written = context.configuration.mobileNode?.homeAddresses ?? []
        let homeAddresses = Set((written + configuredHomes).map(\.homeAddress.address))
        for index in indices { links[index]?.settle(homeAddresses: homeAddresses, &context) }
        let usable = Set(links.filter { $0.value.attachment?.isUsable(for: homeAddresses) == true }.keys)
        for index in indices {
            let isReplaced = usable.contains { $0 != index }
            links[index]?.depart(isReplaced: isReplaced, homeAddresses: homeAddresses, &context)
        }
        attachments = links.values.filter { $0.attachment != nil }
            .sorted { $0.order(homeAddresses: homeAddresses) < $1.order(homeAddresses: homeAddresses) }
            .compactMap(\.attachment)
    }
}
