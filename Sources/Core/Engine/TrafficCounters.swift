/// Counters of the protocol's traffic, made from observations alone.
public struct TrafficCounters: Hashable, Sendable {
    /// Mobility Headers, whatever was in them.
    public private(set) var mobilityMessagesReceived: UInt64 = 0
    /// Mobility Headers that were malformed, by what was wrong.
    public private(set) var malformedMessages: [WireError.Code: UInt64] = [:]
    /// Those of them that claimed to be Binding Updates.
    public private(set) var malformedBindingUpdates: [WireError.Code: UInt64] = [:]
    /// Binding Updates whose message was well formed.
    public private(set) var bindingUpdatesReceived: UInt64 = 0
    /// Those of them without a Home Address option.
    public private(set) var bindingUpdatesWithoutHomeAddressOption: UInt64 = 0
    /// Binding Acknowledgements sent, by status.
    public private(set) var bindingAcknowledgementsSent: [BindingStatus: UInt64] = [:]
    /// Binding Errors sent, by status.
    public private(set) var bindingErrorsSent: [BindingErrorStatus: UInt64] = [:]
    /// Parameter Problems sent about Mobility Headers.
    public private(set) var parameterProblemsSent: UInt64 = 0
    /// Bindings created.
    public private(set) var registrations: UInt64 = 0
    /// Bindings that the mobile node ended.
    public private(set) var deregistrations: UInt64 = 0
    /// Bindings whose lifetime ran out.
    public private(set) var expirations: UInt64 = 0
    /// Home addresses that somebody else used.
    public private(set) var duplicateAddresses: UInt64 = 0
    /// Router Advertisements sent.
    public private(set) var routerAdvertisementsSent: UInt64 = 0
    /// Valid Router Advertisements of other routers received on home links.
    public private(set) var routerAdvertisementsReceived: UInt64 = 0
    /// Reports, and Dones, about multicast groups received through tunnels.
    public private(set) var listenerMessagesReceived: UInt64 = 0
    /// Multicast Listener Queries sent through tunnels.
    public private(set) var listenerQueriesSent: UInt64 = 0
    /// Times that a mobile node joined a group.
    public private(set) var groupsJoined: UInt64 = 0
    /// Times that a mobile node's membership in a group ended.
    public private(set) var groupsLeft: UInt64 = 0
    /// Home Agent Address Discovery Requests received.
    public private(set) var addressDiscoveryRequestsReceived: UInt64 = 0
    /// Home Agent Address Discovery Replies sent.
    public private(set) var addressDiscoveryRepliesSent: UInt64 = 0
    /// Mobile Prefix Solicitations received.
    public private(set) var prefixSolicitationsReceived: UInt64 = 0
    /// Mobile Prefix Advertisements sent, by why.
    public private(set) var prefixAdvertisementsSent: [PrefixAdvertisementOccasion: UInt64] = [:]
    /// Mobile nodes that did not show that they heard an advertisement, retransmissions and all.
    public private(set) var prefixAdvertisementsUnacknowledged: UInt64 = 0
    /// The last answers of this node as a home agent.
    public private(set) var answers = RegistrationAnswers()
    /// Binding Updates refused, by the check that they did not pass.
    public private(set) var refused: [RegistrationRefusal: UInt64] = [:]
    /// This node as a correspondent.
    public private(set) var correspondent = CorrespondentCounters()
    /// This node as a mobile node.
    public private(set) var mobileNode = MobileNodeCounters()
    /// Packets dropped without an answer, by reason.
    public private(set) var dropped: [DropReason: UInt64] = [:]

    /// Counters at zero.
    public init() {}

    /// Counts what was observed at a moment.
    public mutating func record(_ observation: Observation, at now: Instant) {
        switch observation {
        case .dropped(let reason, _, _): dropped[reason, default: 0] += 1
        case .mobilityMessageReceived: mobilityMessagesReceived += 1
        case .mobilityMessageMalformed(let type, let code): recordMalformed(type, code)
        case .bindingUpdateReceived(let request):
            bindingUpdatesReceived += 1
            if !request.hasHomeAddressOption { bindingUpdatesWithoutHomeAddressOption += 1 }
        case .requestRefused(_, let refusal, _): refused[refusal, default: 0] += 1
        case .bindingAcknowledgementSent(let status, let request): recordAnswer(status, to: request, at: now)
        case .bindingErrorSent(let status, _): bindingErrorsSent[status, default: 0] += 1
        case .parameterProblemSent: parameterProblemsSent += 1
        case .bindingCreated: registrations += 1
        case .bindingEnded(_, .deregistered): deregistrations += 1
        case .bindingEnded(_, .expired): expirations += 1
        case .duplicateAddressDetected: duplicateAddresses += 1
        case .routerAdvertisementSent: routerAdvertisementsSent += 1
        case .routerAdvertisementReceived: routerAdvertisementsReceived += 1
        case .listenerMessageReceived: listenerMessagesReceived += 1
        case .listenerQuerySent: listenerQueriesSent += 1
        case .groupJoined: groupsJoined += 1
        case .groupLeft: groupsLeft += 1
        case .groupIgnored(_, let reason): dropped[reason, default: 0] += 1
        case .addressDiscoveryRequestReceived: addressDiscoveryRequestsReceived += 1
        case .addressDiscoveryReplySent: addressDiscoveryRepliesSent += 1
        case .prefixSolicitationReceived: prefixSolicitationsReceived += 1
        case .prefixAdvertisementSent(_, _, let occasion): prefixAdvertisementsSent[occasion, default: 0] += 1
        case .prefixAdvertisementUnacknowledged: prefixAdvertisementsUnacknowledged += 1
        case .correspondent(let observation): correspondent.record(observation)
        case .mobileNode(let observation): mobileNode.record(observation)
        case .requestAuthenticated, .requestAccepted, .requestDropped, .requestSuperseded,
            .filterMatched, .duplicateAddressDetectionBegan, .duplicateAddressDetectionPassed, .bindingUpdated,
            .bindingEnded, .registrationAbandoned, .sequenceNumberForgotten, .forwardingFailed, .homeAgentAppeared,
            .homeAgentDisappeared, .routerAdvertisementContradicted, .homePrefixesChanged,
            .prefixAdvertisementScheduled:
            break
        }
    }

    private mutating func recordMalformed(_ type: MobilityMessageType?, _ code: WireError.Code) {
        malformedMessages[code, default: 0] += 1
        if type == .bindingUpdate { malformedBindingUpdates[code, default: 0] += 1 }
    }

    private mutating func recordAnswer(_ status: BindingStatus, to request: RegistrationRequest, at now: Instant) {
        bindingAcknowledgementsSent[status, default: 0] += 1
        if request.flags.contains(.homeRegistration) {
            answers.record(status, at: now)
        } else {
            correspondent.answers.record(status, at: now)
        }
    }
}
