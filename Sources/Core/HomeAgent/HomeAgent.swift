/// The home agent of RFC 6275 section 10: decides on Binding Updates and keeps the bindings.
///
/// A registration goes through duplicate address detection, the installation of its tunnel, and only then is it
/// acknowledged. This file takes the events; `HomeAgent+Decision` judges, `HomeAgent+Lifecycle` makes and ends
/// bindings, `HomeAgent+Neighbors` speaks for them on the home link.
struct HomeAgent: Sendable {
    /// Seconds that an ended binding's sequence number is kept: MAX_DELETE_BCE_TIMEOUT (RFC 6275 section 12).
    private static let minimumRetention = Duration.seconds(10)
    /// Registrations that may be under way at the same time.
    static let maximumPending = 65_536

    var cache = BindingCache()
    var pending: [IPv6Address: PendingRegistration] = [:]
    /// The home addresses whose duplicate address detection probes a target.
    var probedTargets = NeighborTargetUsers()
    /// The bindings whose link-local address this node speaks for.
    var defendedLinkLocals = NeighborTargetUsers()
    /// How many tunnels were asked for and not answered yet, by home address; answers come in the order of asking.
    var unansweredInstallations: [IPv6Address: Int] = [:]
    /// The registration that the event at hand, or the last, had accepted.
    var acceptedLast: RegistrationRequest?
    /// Unsolicited advertisements still to send, by home address.
    var advertisementsLeft: [IPv6Address: Int] = [:]
    var homeLinks = HomeLinkTable()
    /// When mobile nodes are told of home prefixes.
    var prefixAdvertiser = PrefixAdvertiser()
    /// Answers to those who have not proved who they are.
    private var refusals = TokenBucket(rate: RateLimits().refusals)
    /// Beginnings of duplicate address detection.
    var detections = TokenBucket(rate: RateLimits().duplicateAddressDetections)
    /// What is advertised of the prefixes of home links, by the kernel's name of the link.
    var homePrefixes: [String: AdvertisedPrefixes<Instant>] = [:]
    /// The multicast groups that nodes which are away listen to.
    var groups = GroupTable()
    /// General Queries that still follow soon, by home address.
    var startupQueriesLeft: [IPv6Address: UInt8] = [:]
    /// How listeners were served before the last change; `nil` for not at all.
    private var multicast: MulticastConfiguration?
    private(set) var acknowledgements: BindingAcknowledgementWriter

    var authentication: Authentication { acknowledgements.authentication }

    init(_ context: Context) {
        acknowledgements = BindingAcknowledgementWriter(
            authentication: Self.authentication(context, after: HostGroupTable()))
    }

    /// Takes over a changed configuration, or changed links.
    mutating func surroundingsChanged(_ context: inout Context) {
        let groupsChanged = authentication.hostGroups.areOther(than: context.configuration.homeAgent.hostGroups)
        acknowledgements = BindingAcknowledgementWriter(
            authentication: Self.authentication(context, after: authentication.hostGroups))
        refusals.follow(context.configuration.rateLimits.refusals)
        detections.follow(context.configuration.rateLimits.duplicateAddressDetections)
        homeLinksChanged(&context)
        homePrefixesChanged(&context)
        if groupsChanged { protectTunnels(&context) }
        multicastConfigured(after: multicast, &context)
        multicast = context.configuration.forwardsMulticast ? context.configuration.homeAgent.multicast : nil
    }

    /// How long what protects an ended binding from replay is kept.
    static func retention(_ timestamp: AcceptedTimestamp?) -> Duration {
        max(minimumRetention, timestamp?.retention ?? .zero)
    }

    private static func authentication(_ context: Context, after former: HostGroupTable) -> Authentication {
        let policy = context.configuration.homeAgent
        return Authentication(
            authenticator: context.authenticator, hostGroups: former.following(policy.hostGroups),
            isRequired: policy.requiresAuthentication)
    }

    /// A well-formed Binding Update arrived.
    mutating func received(
        _ update: BindingUpdate, message: ParsedMobilityHeader, octets: ArraySlice<UInt8>,
        request unauthenticated: RegistrationRequest, context: inout Context
    ) {
        var request = unauthenticated
        let group: HostGroup?
        switch authentication.hostGroups.identify(request) {
        case .unknown(let reason): return drop(request, reason, &context)
        case .claimed(let found, let identity): (group, request.identity) = (found, identity)
        }
        request.tunnelProtection = group?.ipsec?.tunnelProtection ?? .nothing
        switch authentication.verify(request, of: group, options: update.options, message: message, octets: octets) {
        case .silent(let reason):
            return drop(request, reason, &context)
        case .failed:
            // Unsigned: whoever sent this has not shown that an answer under the key is his to ask for.
            return refuse(request, .wrongAuthenticator, &context)
        case .authenticated(let association):
            request.securityAssociation = association
        case .protected, .notRequired:
            break
        }
        context.observe(.requestAuthenticated(request))
        let refusal = settleHomeAddress(of: &request, in: group) ?? replayRefusal(of: request, context)
        if let refusal { return refuse(request, refusal, &context) }
        switch decide(on: request, hasNonceIndices: update.hasNonceIndices, &context) {
        case .drop(let reason): drop(request, reason, &context)
        case .refuse(let refusal): refuse(request, refusal, &context)
        case .delete:
            context.observe(.requestAccepted(request))
            deregister(request, &context)
        case .register(let homeLink):
            context.observe(.requestAccepted(request))
            register(request, on: homeLink, &context)
        }
    }

    func drop(_ request: RegistrationRequest, _ reason: DropReason, _ context: inout Context) {
        context.observe(.requestDropped(request, reason))
        context.observe(.dropped(reason, source: request.source, interface: request.interface))
    }

    mutating func refuse(_ request: RegistrationRequest, _ refusal: RegistrationRefusal, _ context: inout Context) {
        if !request.isAuthentic, !refusals.take(at: context.now) {
            return drop(request, .refusalRate, &context)
        }
        let last = cache.lastSequenceNumber(for: request.homeAddress)
        context.observe(.requestRefused(request, refusal, lastSequenceNumber: last))
        acknowledge(request, refusal.status, &context)
    }

    /// Answers `request`: `lifetime` in seconds is what was granted.
    func acknowledge(
        _ request: RegistrationRequest, _ status: BindingStatus, lifetime: UInt32 = 0, _ context: inout Context
    ) {
        let sequenceNumber =
            status == .sequenceNumberOutOfWindow
            ? cache.lastSequenceNumber(for: request.homeAddress) ?? request.sequenceNumber : request.sequenceNumber
        let options =
            request.identifierOptions + refreshAdvice(status, lifetime: lifetime, context)
            + timestampOptions(answering: request, status, context)
        let packet = acknowledgements.packet(
            answering: request, status: status, sequenceNumber: sequenceNumber, lifetime: lifetime, options: options,
            isOnHomeLink: homeLinks.homeLink(of: request.homeAddress)?.link?.index == request.interface)
        context.emit(.send(packet))
        context.observe(.bindingAcknowledgementSent(status, request))
    }

    /// When to register again, if the operator has a say in it; never later than the binding ends (RFC 6275 section
    /// 6.2.4).
    private func refreshAdvice(_ status: BindingStatus, lifetime: UInt32, _ context: Context) -> [MobilityOption] {
        guard let interval = context.configuration.homeAgent.refreshInterval, status.isAccepted, interval < lifetime
        else { return [] }
        return [.bindingRefreshAdvice(UInt16(clamping: interval / LifetimePolicy.unit))]
    }
}
