/// The mobile node of RFC 6275 section 11: has its home agents and correspondents know where it is.
///
/// What a home agent is told is `HomeRegistration`'s, what a correspondent is told `RouteOptimizer`'s. This file says
/// which home addresses there are; `MobileNode+Packets` brings messages to the one that they are for.
struct MobileNode: Sendable {
    /// The home addresses, in their order.
    var homes: [HomeRegistration] = []
    /// The correspondents of all of them.
    var routes = RouteOptimizer()
    private var attachments: [Attachment] = []
    private var configuredHomes: [HomeAddressConfiguration] = []
    /// What is remembered across restarts, in the order of home addresses.
    private var remembered: [RememberedBinding] = []

    /// How it stands with each home address, in their order.
    var homeAddresses: [HomeAddressStatus] { homes.map(\.status) }

    /// The Binding Update List, in the order of home addresses, the home agent's entry before those of correspondents.
    func bindingUpdateList(at now: Instant) -> [BindingUpdateListEntry] {
        homes.flatMap { home in
            (home.entry(at: now).map { [$0] } ?? []) + routes.entries(of: home.homeAddress, at: now)
        }
    }

    /// Takes over a changed configuration, changed links, or a move.
    /// - Parameters:
    ///   - attachments: the links that the node is attached to, the preferred first.
    ///   - configuredHomes: home addresses that were made from home agents that were heard.
    mutating func follow(
        _ attachments: [Attachment], configuredHomes: [HomeAddressConfiguration], _ context: inout Context
    ) {
        (self.attachments, self.configuredHomes) = (attachments, configuredHomes)
        routes.followConfiguration(&context)
        followAgain(&context)
    }

    /// Looks again at which home addresses there are, and where they are.
    private mutating func followAgain(_ context: inout Context) {
        let isDetached = context.mobileNode?.isDetached ?? false
        keep(wantedHomes(context), &context)
        for index in homes.indices {
            if isDetached { routes.takeLeave(of: homes[index].homeAddress, &context) }
            homes[index].follow(attachments, isDetached: isDetached, &context)
            routes.follow(homes[index], &context)
        }
        keepBindings(&context)
    }

    private struct WantedHome {
        var configuration: HomeAddressConfiguration
        var isAutoConfigured: Bool
    }

    /// Those that are written down, then those that were heard of, then those that take the place of others.
    private func wantedHomes(_ context: Context) -> [WantedHome] {
        guard let configuration = context.mobileNode else { return [] }
        let candidates =
            configuration.homeAddresses.map { WantedHome(configuration: $0, isAutoConfigured: false) }
            + (configuredHomes + homes.flatMap(\.successors)).map {
                WantedHome(configuration: $0, isAutoConfigured: true)
            }
        var wanted: [IPv6Address: WantedHome] = [:]
        var order: [IPv6Address] = []
        for candidate in candidates {
            let address = candidate.configuration.homeAddress.address
            guard wanted[address] == nil, order.count < MobileNodeConfiguration.greatestNumberOfHomeAddresses else {
                continue
            }
            wanted[address] = candidate
            order.append(address)
        }
        return order.compactMap { wanted[$0] }
    }

    /// Has exactly these home addresses from now on; those that were changed begin anew.
    private mutating func keep(_ wanted: [WantedHome], _ context: inout Context) {
        let former = Dictionary(uniqueKeysWithValues: homes.map { ($0.configuration, $0) })
        let kept = Set(wanted.map(\.configuration))
        for index in homes.indices where !kept.contains(homes[index].configuration) {
            routes.takeLeave(of: homes[index].homeAddress, &context)
            homes[index].remove(&context)
        }
        homes = wanted.map { home in
            former[home.configuration]
                ?? HomeRegistration(
                    home.configuration, isAutoConfigured: home.isAutoConfigured,
                    remembered: remembered.first { $0.homeAddress == home.configuration.homeAddress.address }, context)
        }
    }

    /// Has the bindings that there may be outlast the daemon. They do so too while the node is no mobile node, as before the
    /// first configuration.
    private mutating func keepBindings(_ context: inout Context) {
        guard context.mobileNode != nil else { return }
        let bindings = homes.compactMap(\.memory?.binding)
        guard bindings != remembered else { return }
        remembered = bindings
        context.emit(.mobileNode(.keepBindings(bindings)))
    }

    /// Takes in what happened.
    mutating func handle(_ event: MobileNodeEvent, _ context: inout Context) {
        switch event {
        case .restart(let homeAddress):
            for home in homes.map(\.homeAddress) where homeAddress == nil || home == homeAddress {
                with(home, &context) { $0.restart(&$1) }
            }
        case .tunnelled(let key): routes.tunnelled(key, &context)
        case .routeUsed(let key, let use): routes.used(key, use, &context)
        case .bindingsRemembered(let bindings): remembered = bindings
        case .homeAgentsRemembered, .forgetHomeAgents: break
        }
    }

    /// Something is due.
    mutating func deadline(_ timer: MobileNodeTimer, _ context: inout Context) {
        switch timer {
        case .registration(let home): with(home, &context) { $0.registrationDeadline(&$1) }
        case .binding(let home): with(home, &context) { $0.bindingDeadline(&$1) }
        case .entrance(let home): with(home, &context) { $0.plane.closeDue(&$1) }
        case .discovery(let home): with(home, &context) { $0.discoveryDeadline(&$1) }
        case .neighbor(let home): with(home, &context) { $0.neighborDeadline(&$1) }
        case .advertisement(let home): with(home, &context) { $0.advertisementDeadline(&$1) }
        case .prefixes(let home): with(home, &context) { $0.prefixDeadline(&$1) }
        case .correspondent(let key): routes.deadline(key, &context)
        }
    }

    /// Gives everything up, without waiting for answers.
    mutating func shutdown(_ context: inout Context) {
        for index in homes.indices {
            routes.takeLeave(of: homes[index].homeAddress, &context)
            homes[index].takeLeave(&context)
        }
    }

    /// Changes a home address, and has its correspondents follow.
    mutating func with(
        _ homeAddress: IPv6Address, _ context: inout Context, _ change: (inout HomeRegistration, inout Context) -> Void
    ) {
        guard let index = homes.firstIndex(where: { $0.homeAddress == homeAddress }) else { return }
        let successors = homes[index].successors
        change(&homes[index], &context)
        routes.follow(homes[index], &context)
        homes[index].successors == successors ? keepBindings(&context) : followAgain(&context)
    }
}

extension Context {
    /// What this node is told as a mobile node; `nil` while it is none.
    var mobileNode: MobileNodeConfiguration? { configuration.activeMobileNode }
}
