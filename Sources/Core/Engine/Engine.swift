/// The protocol as one deterministic value: events and their time go in, effects come out.
///
/// The engine does nothing by itself. Whoever owns it hands it each event with the moment it happened, carries out
/// the effects in their order, and calls again with `Event.deadline` when `nextDeadline` has come. The same events
/// give the same effects.
public struct Engine: Sendable {
    var context: Context
    var homeAgent: HomeAgent
    var correspondentNode: CorrespondentNode
    var movement = Movement()
    var mobileNode = MobileNode()
    var routerAdvertiser = RouterAdvertiser()
    var homeAgentsList = HomeAgentsList()
    var errors: ErrorResponder
    /// Questions for home agents that are answered: a reply may have many times the octets of its request.
    var addressDiscoveryRate: SourceRateLimiter
    /// Questions for home prefixes that are answered; the source of each is a mobile node.
    var prefixSolicitationRate: SourceRateLimiter

    /// Makes an engine that does nothing until it is configured.
    /// - Parameters:
    ///   - authenticator: the cryptography to use.
    ///   - seed: for jitter only; nothing secret derives from it.
    public init(authenticator: any MessageAuthenticator, seed: UInt64) {
        context = Context(authenticator: authenticator, seed: seed)
        homeAgent = HomeAgent(context)
        errors = ErrorResponder(&context.random)
        addressDiscoveryRate = SourceRateLimiter(
            share: TokenBucket(rate: 10, burst: 50), whole: TokenBucket(rate: 200, burst: 200),
            salt: context.random.next())
        prefixSolicitationRate = SourceRateLimiter(
            share: TokenBucket(rate: 10, burst: 20), whole: TokenBucket(rate: 1000, burst: 1000),
            salt: context.random.next())
        correspondentNode = CorrespondentNode(authenticator, salt: context.random.next())
    }

    /// When `Event.deadline` is due; `nil` when nothing waits.
    public var nextDeadline: Instant? { context.timers.nextDeadline }

    /// How often the lines of filters matched.
    public var filterCounters: FilterCounters { context.filterCounters }

    /// The bindings there are, in no particular order.
    public var bindings: some Collection<Binding> { homeAgent.cache.bindings.values }

    /// A page of the bindings that are meant, in the order of their home addresses.
    /// - Parameters:
    ///   - first: where the page begins: `::`, or what the page before it says.
    ///   - limit: how many bindings are looked at, whether they are meant or not; what the page costs.
    public func bindings(
        matching selector: BindingSelector, from first: IPv6Address = .unspecified, examining limit: Int
    ) -> BindingPage {
        homeAgent.cache.page(of: selector, from: first, examining: limit)
    }

    /// How many groups a mobile node listens to.
    public func numberOfGroups(of homeAddress: IPv6Address) -> Int { homeAgent.groups.groups(of: homeAddress).count }

    /// A page of the memberships in multicast groups, in the order of the groups.
    /// - Parameters:
    ///   - first: where the page begins: `nil`, or what the page before it says.
    ///   - limit: how many there are on it at most.
    public func groupMemberships(from first: GroupMembership.Key? = nil, limit: Int) -> GroupMembershipPage {
        homeAgent.groups.page(from: first, limit: limit)
    }

    /// The most bindings there ever were at a time.
    public var peakOfBindings: Int { homeAgent.cache.peak }

    /// The binding of a home address.
    public func binding(of homeAddress: IPv6Address) -> Binding? { homeAgent.cache[homeAddress] }

    /// What is advertised on a link at `now`; `nil` where nothing is.
    public func routerAdvertisement(on index: InterfaceIndex, at now: Instant) -> LinkAdvertisement? {
        routerAdvertiser.advertisement(on: index, at: now, context)
    }

    /// Takes in what happened at `now` and says what is to be done about it, in order.
    public mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        context.now = now
        let prefixVersion = homeAgentsList.prefixVersion
        let (attachments, homes) = (movement.attachments, movement.configuredHomes)
        let accepted = homeAgent.acceptedLast.take()
        switch event {
        case .packet(let packet):
            received(packet)
        case .linkChanged(let link):
            context.links.update(link)
            surroundingsChanged()
        case .linkRemoved(let index):
            context.links.remove(index)
            surroundingsChanged()
        case .configured(let configuration):
            context.filterCounters.follow(context.configuration, configuration)
            context.configuration = configuration
            errors.follow(configuration.rateLimits)
            surroundingsChanged()
        case .forwardingInstalled(let entry, let result):
            homeAgent.forwardingInstalled(entry, result, &context)
        case .addressWatchRefused(let target):
            homeAgent.addressWatchRefused(target, &context)
        case .neighborProxyRefused(let target):
            homeAgent.neighborProxyRefused(target, accepted: accepted, &context)
        case .homeAddressOptionUnverified(let packet):
            homeAddressOptionUnverified(packet)
        case .routeOptimizationBegun(let entry, let result):
            correspondentNode.routeOptimizationBegun(entry, result, &context)
        case .routeOptimizationUsed(let key, let use):
            correspondentNode.routeOptimizationUsed(key, use, &context)
        case .routeOptimizationUnreachable(let entry):
            correspondentNode.routeOptimizationUnreachable(entry, &context)
        case .mobileNode(let event):
            handle(event)
        case .clearBindings(let selector):
            homeAgent.clear(selector, &context)
            correspondentNode.clear(selector, &context)
        case .clearHomeAgents(let homeLink):
            clearHomeAgents(on: homeLink)
        case .clearFilter(let filter):
            context.filterCounters.clear(filter)
        case .clearFilters(let kind):
            context.filterCounters.clear(kind)
        case .clockSet(let timestamp):
            context.calendar = timestamp
        case .deadline:
            deadlinesPassed()
        case .shutdown:
            mobileNode.shutdown(&context)
            routerAdvertiser.shutdown(&context)
            movement.shutdown(&context)
        }
        correspondentNode.follow(homeRegistrations: homeAgent.cache.bindings.count, &context)
        if homeAgentsList.prefixVersion != prefixVersion { followHomePrefixes() }
        if event.isAboutSurroundings || movement.attachments != attachments || movement.configuredHomes != homes {
            followMovement()
        }
        defer { context.effects = [] }
        return context.effects
    }

    private mutating func surroundingsChanged() {
        homeAgent.surroundingsChanged(&context)
        correspondentNode.surroundingsChanged(&context)
        routerAdvertiser.surroundingsChanged(&context)
        homeAgentsList.keep(homeAgent.homeLinks.interfaces, &context)
        followHomePrefixes()
        movement.surroundingsChanged(&context)
    }

    private mutating func deadlinesPassed() {
        while let key = context.timers.popDue(at: context.now) {
            switch key {
            case .binding(let homeAddress): homeAgent.bindingDeadline(homeAddress, &context)
            case .correspondentBinding(let key): correspondentNode.bindingDeadline(key, &context)
            case .replayMemory: correspondentNode.memoryDeadline(&context)
            case .duplicateAddressDetection(let homeAddress): homeAgent.detectionDeadline(homeAddress, &context)
            case .neighborAdvertisement(let homeAddress): homeAgent.advertisementDeadline(homeAddress, &context)
            case .routerAdvertisement(let index): routerAdvertiser.deadline(of: index, &context)
            case .listenerQuery(let homeAddress): homeAgent.queryDeadline(homeAddress, &context)
            case .groupMembership(let key): homeAgent.membershipDeadline(key, &context)
            case .advertisedRouter(let target): homeAgentsList.deadline(of: target, &context)
            case .movement(let index): movement.deadline(of: index, &context)
            case .knownHomeAgents: movement.keepingDeadline(&context)
            case .prefixAdvertisement: prefixAdvertisementDeadline()
            case .mobileNode(let timer): mobileNode.deadline(timer, &context)
            }
        }
    }
}
