/// The other routers of the home links, home agents before all (RFC 6275 sections 10.1 and 10.5.1).
///
/// Anybody on a link can send advertisements from any number of addresses, so there is room for a few of each kind only.
/// Who is known stays known: a flood keeps newcomers out, and drives nobody away.
struct HomeAgentsList: Sendable {
    /// Home agents that are kept of a link at most, and as many routers that are none.
    static let maximumRouters = 64
    /// Global addresses that are kept of a home agent at most.
    static let maximumAddresses = 16

    /// Counts changes of what home agents say of prefixes, so that nobody has to compare it without need.
    private(set) var prefixVersion = 0
    /// By link, then by link-local address.
    private var links: [InterfaceIndex: [IPv6Address: AdvertisedRouter]] = [:]

    /// The routers of a link, home agents before others, by preference.
    subscript(interface: InterfaceIndex) -> [AdvertisedRouter] {
        (links[interface] ?? [:]).values.sorted(by: AdvertisedRouter.isPreferred)
    }

    /// A valid advertisement arrived on a home link (RFC 6275 section 10.5.1).
    mutating func heard(
        _ advertisement: RouterAdvertisement, from source: IPv6Address, on interface: InterfaceIndex,
        _ context: inout Context
    ) {
        context.observe(.routerAdvertisementReceived(interface))
        if context.links[interface]?.addresses.contains(where: { $0.address == source }) == true {
            return drop(.routerAdvertisementFromOwnAddress, source, interface, &context)
        }
        var router = AdvertisedRouter(advertisement, from: source, at: context.now)
        if links[interface]?[source]?.isHomeAgent != router.isHomeAgent || router.lifetime == 0 {
            remove(source, on: interface, &context)
        }
        let former = links[interface]?[source]
        guard router.lifetime > 0 else { return }
        guard former != nil || hasRoom(for: router, on: interface) else {
            return drop(.homeAgentsListFull, source, interface, &context)
        }
        router.addresses = former?.addresses ?? []
        router.prefixes = former?.prefixes ?? []
        if router.isHomeAgent, !router.learn(from: advertisement, at: context.now) {
            drop(.homeAgentsListFull, source, interface, &context)
        }
        store(router, on: interface, &context)
        if router.isHomeAgent, former == nil { context.observe(.homeAgentAppeared(router, interface)) }
    }

    /// The deadline of a router has come: it is gone, or some of its addresses are.
    mutating func deadline(of target: NeighborTarget, _ context: inout Context) {
        guard var router = links[target.interface]?[target.address] else { return }
        if let expiry = router.expiry, expiry <= context.now {
            return remove(target.address, on: target.interface, &context)
        }
        router.addresses.removeAll { $0.isOver(at: context.now) }
        store(router, on: target.interface, &context)
    }

    /// Forgets the routers of a link.
    mutating func clear(_ interface: InterfaceIndex, _ context: inout Context) {
        for router in self[interface] { remove(router.linkLocalAddress, on: interface, &context) }
    }

    /// Forgets the routers of every link but these.
    mutating func keep(_ homeLinks: Set<InterfaceIndex>, _ context: inout Context) {
        for interface in Set(links.keys).subtracting(homeLinks).sorted(by: { $0.rawValue < $1.rawValue }) {
            clear(interface, &context)
        }
    }

    private func hasRoom(for router: AdvertisedRouter, on interface: InterfaceIndex) -> Bool {
        let alike = (links[interface] ?? [:]).values.count { $0.isHomeAgent == router.isHomeAgent }
        return alike < Self.maximumRouters
    }

    private mutating func store(
        _ router: AdvertisedRouter, on interface: InterfaceIndex, _ context: inout Context
    ) {
        noteChange(from: links[interface]?[router.linkLocalAddress], to: router)
        links[interface, default: [:]][router.linkLocalAddress] = router
        guard let deadline = router.deadline else { return }
        let target = NeighborTarget(interface: interface, address: router.linkLocalAddress)
        context.timers.schedule(.advertisedRouter(target), at: deadline)
    }

    private mutating func remove(_ source: IPv6Address, on interface: InterfaceIndex, _ context: inout Context) {
        guard let router = links[interface]?.removeValue(forKey: source) else { return }
        if links[interface]?.isEmpty == true { links[interface] = nil }
        noteChange(from: router, to: nil)
        context.timers.cancel(.advertisedRouter(NeighborTarget(interface: interface, address: source)))
        if router.isHomeAgent { context.observe(.homeAgentDisappeared(router, interface)) }
    }

    private mutating func noteChange(from former: AdvertisedRouter?, to present: AdvertisedRouter?) {
        guard
            former?.saidPrefixes != present?.saidPrefixes || former?.prefixChanges != present?.prefixChanges
                || former?.flags != present?.flags
        else { return }
        prefixVersion += 1
    }

    private func drop(
        _ reason: DropReason, _ source: IPv6Address, _ interface: InterfaceIndex, _ context: inout Context
    ) {
        context.observe(.dropped(reason, source: source, interface: interface))
    }
}
