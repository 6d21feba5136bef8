/// One home address of a mobile node, and its registration with a home agent (RFC 6275 sections 11.5.5, 11.7.1 and
/// 11.7.3).
///
/// Whatever happens, `pursue` looks at what the home agent is to be told by now, and sees to it; `settle` has the
/// forwarding plane and the observers follow. `+Updates` sends, `+Acknowledgements` takes the answers,
/// `+Homecoming` is about the home link, `+Discovery` about home agents that are not configured.
struct HomeRegistration: Sendable {
    let configuration: HomeAddressConfiguration
    /// Whether it was made from a home agent that was heard.
    let isAutoConfigured: Bool
    /// The links that the node is attached to, the preferred first.
    private(set) var attachments: [Attachment] = []
    private(set) var whereabouts = Whereabouts.nowhere
    /// The operator wants it to be registered nowhere.
    private(set) var isDetached = false
    var homeAgents: HomeAgentSelection
    var numbering: UpdateNumbering
    /// The updates that wait for their answer; `nil` while the home agent knows all it has to.
    var exchange: RegistrationExchange?
    /// What the home agent acknowledged last, while it lasts.
    var binding: HomeBinding?
    /// The update that left last, of whatever exchange.
    var lastUpdate: SentUpdate?
    /// What a home agent may have.
    var possibleBinding: PossibleBinding?
    /// What is remembered of that across restarts.
    private(set) var memory: BindingMemory?
    /// The link by which packets leave through the tunnel.
    var exit: Attachment?
    var pause: RegistrationPause?
    /// Refusals one after the other.
    var refusals = 0
    /// Whether timestamps are sent because the home agent asked for them.
    var isTimestampWanted = false
    var rate = UpdateRate()
    var homecoming = Homecoming()
    var discovery = HomeAgentDiscovery()
    var prefixes = PrefixSolicitor()
    var plane: HomeAddressPlane
    var lastStatus: BindingStatus?
    var lastHandover: HandoverTimes?
    var handovers: UInt64 = 0
    /// Where the home agent, if it was told, knew the node last: the home address at home.
    var lastPlace: IPv6Address?
    private var reported: HomeAddressStatus?

    /// - Parameter remembered: what there may be at a home agent that this node registered with before it started anew.
    init(
        _ configuration: HomeAddressConfiguration, isAutoConfigured: Bool, remembered: RememberedBinding? = nil,
        _ context: Context
    ) {
        self.configuration = configuration
        self.isAutoConfigured = isAutoConfigured
        homeAgents = HomeAgentSelection(configuration.homeAgent)
        numbering = UpdateNumbering(context)
        plane = HomeAddressPlane(configuration.homeAddress)
        memory = remembered.flatMap { BindingMemory($0, context) }
        possibleBinding = memory?.possibleBinding
    }

    var homeAddress: IPv6Address { configuration.homeAddress.address }

    // MARK: What is to be done

    /// The links changed, or what the operator wants.
    mutating func follow(_ attachments: [Attachment], isDetached: Bool, _ context: inout Context) {
        self.attachments = attachments
        self.isDetached = isDetached
        let former = whereabouts
        whereabouts = Whereabouts(attachments, homePrefix: configuration.homeAddress.prefix)
        if whereabouts.attachment?.interface != former.attachment?.interface || !isSamePlace(as: former) {
            placeChanged(&context)
        }
        exit = exit.flatMap { exit in attachments.first { $0.isSamePlace(as: exit) } ?? exit }
        pursue(&context)
        scheduleEnd(&context)
        settle(&context)
    }

    private func isSamePlace(as former: Whereabouts) -> Bool {
        switch (whereabouts, former) {
        case (.nowhere, .nowhere), (.home, .home): true
        case (.abroad(_, let careOfAddress), .abroad(_, let other)): careOfAddress == other
        default: false
        }
    }

    /// A new place is a new chance: what was refused may be accepted from here.
    private mutating func placeChanged(_ context: inout Context) {
        if case .until = pause { pause = nil }
        refusals = 0
        homecoming.leave(homeAddress, &context)
        if case .home = whereabouts {
            homecoming.arrive(mayBeBound: mayBeBound(at: context.now))
            if !mayBeBound(at: context.now) { lastPlace = homeAddress }
        }
        endDiscovery(&context)
    }

    /// Has the home agent told what it is to be told by now, unless that is under way or was acknowledged.
    mutating func pursue(_ context: inout Context) {
        guard let goal = goal(at: context.now) else { return rest(&context) }
        if exchange?.goal == goal { return }
        if isReached(goal) {
            exchange = nil
            return scheduleRefresh(&context)
        }
        exchange = RegistrationExchange(goal, isFirst: !mayBeBound(at: context.now))
        transmit(&context)
    }

    /// What the home agent is to be told; `nil` if there is nothing.
    func goal(at now: Instant) -> RegistrationGoal? {
        switch whereabouts {
        case .nowhere:
            return nil
        case .home(let attachment):
            guard mayBeBound(at: now), !homecoming.isGivenUp, pause != .lasting else { return nil }
            return RegistrationGoal(
                kind: .deletionAtHome, careOfAddress: homeAddress, interface: attachment.interface)
        case .abroad(let attachment, let careOfAddress):
            if isDetached, !mayBeBound(at: now) { return nil }
            if !isDetached, pause != nil { return nil }
            return RegistrationGoal(
                kind: isDetached ? .deletionAbroad : .registration, careOfAddress: careOfAddress,
                interface: attachment.interface)
        }
    }

    /// Whether a home agent may have a binding.
    func mayBeBound(at now: Instant) -> Bool { possibleBinding.map { $0.end > now } ?? false }

    /// Whether the home agent acknowledged this, and was told nothing else since.
    private func isReached(_ goal: RegistrationGoal) -> Bool {
        guard goal.kind == .registration, let binding, let lastUpdate else { return false }
        return binding.careOfAddress == goal.careOfAddress && lastUpdate.careOfAddress == goal.careOfAddress
            && lastUpdate.lifetime > 0 && binding.homeAgent == homeAgents.current
    }

    private mutating func rest(_ context: inout Context) {
        exchange = nil
        guard case .until(let moment) = pause, case .abroad = whereabouts, !isDetached else {
            return context.timers.cancel(.mobileNode(.registration(homeAddress: homeAddress)))
        }
        context.timers.schedule(.mobileNode(.registration(homeAddress: homeAddress)), at: moment)
    }

    func scheduleRefresh(_ context: inout Context) {
        guard let binding else { return }
        context.timers.schedule(.mobileNode(.registration(homeAddress: homeAddress)), at: binding.refresh)
    }

    /// An update is to be sent again, the binding is to be refreshed, or a pause is over.
    mutating func registrationDeadline(_ context: inout Context) {
        if let exchange {
            repeatUpdate(exchange, &context)
        } else if case .until(let moment) = pause, moment <= context.now {
            pause = nil
            pursue(&context)
        } else if let goal = goal(at: context.now), goal.kind == .registration, pause == nil {
            exchange = RegistrationExchange(goal, isFirst: !mayBeBound(at: context.now), isRefresh: isReached(goal))
            transmit(&context)
        }
        settle(&context)
    }

    /// The binding ended, as it was not refreshed in time.
    mutating func bindingDeadline(_ context: inout Context) {
        if !mayBeBound(at: context.now) { possibleBinding = nil }
        if let binding, binding.expiry <= context.now { endBinding(&context) }
        pursue(&context)
        settle(&context)
    }

    /// How long the home agent is not told again because of what anybody could have sent.
    private static let distance = Duration.seconds(5)

    /// Whether a Binding Error is about the binding at the home agent, and may be believed: not too often.
    func knows(
        _ error: BindingError, from source: IPv6Address, at destination: IPv6Address, _ now: Instant
    ) -> Bool {
        guard let binding, let lastUpdate else { return false }
        return source == binding.homeAgent && destination == binding.careOfAddress
            && error.homeAddress == homeAddress && lastUpdate.moment + Self.distance <= now
    }

    /// The home agent has lost the binding.
    mutating func registerAgain(_ context: inout Context) {
        guard exchange == nil, let goal = goal(at: context.now), goal.kind == .registration else { return }
        exchange = RegistrationExchange(goal, isFirst: true, isRefresh: isReached(goal))
        transmit(&context)
        settle(&context)
    }

    /// The home agent has no binding any more, as far as this node knows.
    mutating func endBinding(_ context: inout Context) {
        guard binding != nil, let entry = entry(at: context.now) else { return }
        binding = nil
        exit = nil
        context.observe(.mobileNode(.bindingEnded(entry)))
    }

    /// The operator has it begin anew.
    mutating func restart(_ context: inout Context) {
        pause = nil
        refusals = 0
        exchange = nil
        lastUpdate = nil
        homecoming.retry()
        homeAgents.restart()
        endDiscovery(&context)
        pursue(&context)
        settle(&context)
    }

    // MARK: What follows

    /// Has the forwarding plane, and whoever looks on, follow.
    mutating func settle(_ context: inout Context) {
        plane.show(place, tunnel(at: context.now), &context)
        keepEntrances(&context)
        remember(context)
        let status = status
        guard reported?.isSameState(as: status) != true else { return }
        reported = status
        context.observe(.mobileNode(.stateChanged(status)))
    }

    private mutating func remember(_ context: Context) {
        guard let possibleBinding else { return memory = nil }
        if memory?.covers(possibleBinding) != true {
            memory = BindingMemory(possibleBinding, of: homeAddress, context)
        }
    }

    private var place: HomeAddressPlace {
        if isDetached || pause == .lasting { return .idle }
        if case .home(let attachment) = whereabouts, exchange == nil || exchange?.last != nil {
            return .atHome(
                attachment.interface, router: attachment.router,
                detectsDuplicates: homecoming.detectsDuplicates)
        }
        return binding == nil ? .idle : .abroad
    }

    private func tunnel(at now: Instant) -> MobileTunnel? {
        guard let binding, !isDetached, let exit, let careOfAddress = exit.careOfAddress else { return nil }
        return MobileTunnel(
            homeAddress: homeAddress, careOfAddress: careOfAddress, homeAgentAddress: binding.homeAgent,
            interface: exit.interface, router: exit.router, protection: tunnelProtection)
    }

    /// While the home agent is being told, and while the node is nowhere, everything stays open; then what may be used
    /// as long as both links are there (RFC 6275 section 11.5.5).
    private mutating func keepEntrances(_ context: inout Context) {
        if exchange != nil || whereabouts == .nowhere && binding != nil { return }
        let (binding, attachments) = (binding, attachments)
        plane.keep(
            { entrance in
                guard let binding, entrance.homeAgentAddress == binding.homeAgent else { return false }
                return entrance.careOfAddress == binding.careOfAddress
                    || attachments.contains { $0.careOfAddress == entrance.careOfAddress }
            }, &context)
    }

    /// Takes the home address away, and lets the home agent know, without waiting for an answer.
    mutating func remove(_ context: inout Context) {
        takeLeave(&context)
        homecoming.leave(homeAddress, &context)
        endDiscovery(&context)
        plane.remove(&context)
        for timer in [
            MobileNodeTimer.registration(homeAddress: homeAddress), .binding(homeAddress: homeAddress),
            .prefixes(homeAddress: homeAddress),
        ] { context.timers.cancel(.mobileNode(timer)) }
    }
}
