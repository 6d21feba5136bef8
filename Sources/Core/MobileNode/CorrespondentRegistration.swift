/// One correspondent of a home address, and the registration with it (RFC 6275 sections 11.6 and 11.7.2).
///
/// It is tested by which ways the correspondent reaches this node, then it is told, and when it has acknowledged that,
/// packets take the direct way.
struct CorrespondentRegistration: Sendable {
    /// What is being done.
    enum Phase: Hashable, Sendable {
        /// Nothing: packets go by the home agent.
        case idle
        /// Tokens are waited for.
        case testing
        /// An acknowledgement is waited for.
        case updating
        /// The correspondent has a binding.
        case registered
        /// The correspondent takes no part, for now.
        case refused(until: Instant)
    }

    /// A binding that the correspondent acknowledged.
    struct Acknowledged: Hashable, Sendable {
        let careOfAddress: IPv6Address
        /// Seconds.
        let lifetime: UInt32
        let acceptance: Instant
        let expiry: Instant

        /// When it is to be renewed if it is in use.
        var refresh: Instant { acceptance + .milliseconds(750 * Int64(lifetime)) }
    }

    /// MAX_RO_FAILURE.
    static let greatestNumberOfFailures = 3
    /// How long a correspondent that takes no part is left alone.
    static let refusalPause = Duration.seconds(600)
    /// How often the forwarding plane is asked for the use of a way.
    static let checkInterval = Duration.seconds(30)
    /// How long the next message waits for when there were many.
    static let spacing = Duration.milliseconds(334)

    let key: MobileRouteKey
    private(set) var phase = Phase.idle
    var numbering: UpdateNumbering
    /// Whether the binding is to be deleted.
    private(set) var isDeletion = false
    /// What the next answers repeat, by test.
    var cookies: [ReturnRoutabilityTest: UInt64] = [:]
    var homeToken: KeygenToken?
    var careOfToken: KeygenToken?
    /// Kbm of the last update.
    var bindingManagementKey = SecretKey(octets: [])
    var lastUpdate: SentUpdate?
    var binding: Acknowledged?
    /// The way that packets take; `nil` while they go by the home agent.
    var route: MobileRoute?
    /// Messages sent in vain.
    var failures = 0
    var timeout = RegistrationExchange.initialTimeout
    var rate = UpdateRate()
    /// How much the direct way was used, when that was asked last.
    var use = RouteOptimizationUse()
    /// When it was last seen in use.
    var lastUse: Instant
    /// When the binding at the home agent ends, which one here does not outlive.
    var homeBindingExpiry: Instant?
    /// Whether Home Test Init goes through the home agent's tunnel under ESP.
    var isHomeTestProtected = false
    /// Whether the next message waits for its turn.
    private var isDelayed = false

    init(_ key: MobileRouteKey, _ context: Context) {
        self.key = key
        numbering = UpdateNumbering(context)
        lastUse = context.now
    }

    var timer: TimerKey { .mobileNode(.correspondent(key)) }

    /// Whether a correspondent may have a binding.
    func mayBeBound(at now: Instant) -> Bool {
        binding.map { $0.expiry > now } ?? false
            || lastUpdate.map { $0.lifetime > 0 && $0.expiry(granted: $0.lifetime) > now } ?? false
    }

    /// Whether its place may be given to another one.
    func isIdle(at now: Instant) -> Bool {
        switch phase {
        case .idle, .refused: true
        case .testing, .updating, .registered: lastUse + .seconds(60) <= now
        }
    }

    mutating func enter(_ phase: Phase) { self.phase = phase }

    /// Begins to tell the correspondent where the node is, or that it is at home.
    mutating func begin(isDeletion: Bool, _ base: RouteBase, _ context: inout Context) {
        self.isDeletion = isDeletion
        failures = 0
        timeout = RegistrationExchange.initialTimeout
        advance(base, &context)
    }

    /// Takes the next step: asks for the tokens that are missing, or sends a Binding Update.
    mutating func advance(_ base: RouteBase, _ context: inout Context) {
        guard let way = Way(base, key) else { return phase = .idle }
        let missing = missingTokens(way, at: context.now)
        isDelayed = !rate.take(at: context.now)
        if isDelayed {
            phase = missing.isEmpty ? .updating : .testing
            return context.schedule(timer, after: Self.spacing)
        }
        if missing.isEmpty {
            sendUpdate(way, &context)
        } else {
            for test in missing { send(test, way, &context) }
            phase = .testing
        }
        context.schedule(timer, after: timeout)
    }

    /// A binding of the home address alone is deleted with the home keygen token alone (RFC 6275 section 5.2.6).
    private mutating func missingTokens(_ way: Way, at now: Instant) -> [ReturnRoutabilityTest] {
        if homeToken?.isFresh(at: now) != true { homeToken = nil }
        if careOfToken?.isFresh(at: now) != true || careOfToken?.address != way.source { careOfToken = nil }
        var missing: [ReturnRoutabilityTest] = []
        if homeToken == nil { missing.append(.home) }
        if careOfToken == nil, !isDeletion { missing.append(.careOf) }
        return missing
    }

    /// An answer did not come in time, or it is the next message's turn.
    mutating func answerMissed(_ base: RouteBase, _ context: inout Context) {
        if isDelayed { return advance(base, &context) }
        failures += 1
        if failures >= Self.greatestNumberOfFailures { return refuse(&context) }
        timeout = min(timeout * 2, RegistrationExchange.greatestTimeout)
        advance(base, &context)
    }

    /// Follows the home address: the correspondent is told where it is, or that it is at home. While the home agent does
    /// not know that yet, the former way serves as long as its link is there.
    mutating func follow(
        _ base: RouteBase, _ careOfAddresses: [IPv6Address], hasTunnel: Bool, _ context: inout Context
    ) {
        if let route, !hasTunnel || !careOfAddresses.contains(route.careOfAddress) { endRoute(&context) }
        switch base {
        case .away:
            guard let way = Way(base, key), phase != .idle || binding != nil else { return }
            if case .refused = phase { return }
            if phase == .registered, !isDeletion, binding?.careOfAddress == way.source {
                return beginRoute(way, &context)
            }
            begin(isDeletion: false, base, &context)
        case .home:
            let mayBeBound = mayBeBound(at: context.now)
            if case .refused = phase, !mayBeBound { return }
            endRoute(&context)
            mayBeBound ? begin(isDeletion: true, base, &context) : forget(&context)
        case .none:
            guard phase == .testing || phase == .updating else { return }
            cookies = [:]
            phase = binding == nil ? .idle : .registered
            context.timers.cancel(timer)
            scheduleCheck(&context)
        }
    }

    /// Gives its binding up without waiting for an answer, if it can prove who it is.
    mutating func takeLeave(_ base: RouteBase, _ context: inout Context) {
        if mayBeBound(at: context.now), let way = Way(base, key), homeToken?.isFresh(at: context.now) == true {
            isDeletion = true
            sendUpdate(way, &context)
        }
        forget(&context)
    }

    /// Whether something was sent that an answer may be about.
    var isExpecting: Bool { phase == .testing || phase == .updating || route != nil }

    /// Lets the correspondent alone for a while: packets go by the home agent.
    mutating func refuse(_ context: inout Context) {
        let isDeletion = isDeletion
        forget(&context)
        if isDeletion { return }
        phase = .refused(until: context.now + Self.refusalPause)
        context.schedule(timer, after: Self.refusalPause)
        context.observe(.mobileNode(.routeOptimizationRefused(key)))
    }

    /// Has no binding there any more, as far as this node knows.
    mutating func forget(_ context: inout Context) {
        if binding != nil { context.observe(.mobileNode(.bindingEnded(entry(at: context.now)))) }
        endRoute(&context)
        cookies = [:]
        binding = nil
        lastUpdate = nil
        phase = .idle
        context.timers.cancel(timer)
    }

    /// Has packets go by the home agent.
    mutating func endRoute(_ context: inout Context) {
        guard route != nil else { return }
        route = nil
        context.emit(.mobileNode(.endRoute(key)))
    }

    /// Its entry in the Binding Update List.
    func entry(at now: Instant) -> BindingUpdateListEntry {
        BindingUpdateListEntry(
            peer: key.correspondent, kind: .correspondent, homeAddress: key.homeAddress,
            careOfAddress: lastUpdate?.careOfAddress ?? careOfToken?.address ?? key.homeAddress,
            sequenceNumber: numbering.sequenceNumber, lifetime: binding?.lifetime ?? lastUpdate?.lifetime ?? 0,
            expiry: binding?.expiry ?? now, state: entryState, retransmissions: UInt8(clamping: failures),
            use: route == nil ? nil : use)
    }

    private var entryState: BindingUpdateListEntry.State {
        switch phase {
        case .refused: .refused
        case _ where isDeletion: .deregistering
        case .idle, .testing: binding == nil ? .testing : .registered
        case .updating: binding == nil ? .registering : .registered
        case .registered: .registered
        }
    }
}
