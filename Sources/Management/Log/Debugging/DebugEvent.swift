import Core

/// What debugging makes of something that the engine does: the area that it belongs to, and whom it is about.
struct DebugEvent: Hashable {
    /// The area.
    let area: DebugArea
    /// Another one that it belongs to as well.
    private(set) var other: DebugArea?
    /// The home address; `nil` for what is of none.
    let homeAddress: IPv6Address?

    init(_ area: DebugArea, _ homeAddress: IPv6Address? = nil) {
        self.area = area
        self.homeAddress = homeAddress
    }

    /// `nil` for what debugging does not tell.
    init?(_ effect: Effect) {
        switch effect {
        case .installForwarding(let entry): self.init(.forwarding, entry.homeAddress)
        case .removeForwarding(let homeAddress): self.init(.forwarding, homeAddress)
        case .beginNeighborProxy(let target, _), .endNeighborProxy(let target), .beginAddressWatch(let target),
            .endAddressWatch(let target):
            self.init(.homeAgent, target.address)
        case .beginGroupDelivery(let member), .endGroupDelivery(let member):
            self.init(.forwarding, member.homeAddress)
        case .beginRouteOptimization(let entry): self.init(.correspondentNode, entry.key.homeAddress)
        case .endRouteOptimization(let key): self.init(.correspondentNode, key.homeAddress)
        case .observe(let observation):
            self.init(observation)
            if observation.isAboutProtection { other = .ipsec }
        case .mobileNode(let effect): self.init(.mobileNode, effect.homeAddress)
        case .send, .askRouteOptimizationUse: return nil
        }
    }

    private init?(_ observation: Observation) {
        switch observation {
        case .dropped: self.init(.forwarding)
        case .mobileNode(let observation): self.init(.mobileNode, observation.homeAddress)
        case .mobilityMessageReceived: return nil
        case .mobilityMessageMalformed: self.init(.registrations)
        case .bindingUpdateReceived(let request), .requestAuthenticated(let request), .requestAccepted(let request),
            .requestRefused(let request, _, _), .requestDropped(let request, _), .requestSuperseded(let request),
            .bindingAcknowledgementSent(_, let request):
            self.init(request.isForHomeAgent ? .registrations : .correspondentNode, request.homeAddress)
        case .correspondent(let observation): self.init(.correspondentNode, observation.homeAddress)
        case .filterMatched(let match): self.init(.registrations, match.destination == nil ? nil : match.source)
        case .registrationAbandoned(let homeAddress): self.init(.registrations, homeAddress)
        case .bindingErrorSent, .parameterProblemSent: self.init(.correspondentNode)
        case .duplicateAddressDetectionBegan(let target), .duplicateAddressDetected(let target):
            self.init(.homeAgent, target.address)
        case .duplicateAddressDetectionPassed(let homeAddress): self.init(.homeAgent, homeAddress)
        case .routerAdvertisementSent, .routerAdvertisementReceived, .homeAgentAppeared, .homeAgentDisappeared,
            .routerAdvertisementContradicted, .addressDiscoveryRequestReceived, .addressDiscoveryReplySent,
            .homePrefixesChanged:
            self.init(.homeAgent)
        case .prefixSolicitationReceived(let homeAddress, _): self.init(.homeAgent, homeAddress)
        case .prefixAdvertisementScheduled(let homeAddress, _, _), .prefixAdvertisementSent(let homeAddress, _, _),
            .prefixAdvertisementUnacknowledged(let homeAddress):
            self.init(.homeAgent, homeAddress)
        case .bindingCreated(let binding), .bindingUpdated(let binding), .bindingEnded(let binding, _):
            self.init(.bindingCache, binding.homeAddress)
        case .sequenceNumberForgotten(let homeAddress): self.init(.bindingCache, homeAddress)
        case .listenerMessageReceived(let homeAddress), .listenerQuerySent(let homeAddress, _):
            self.init(.forwarding, homeAddress)
        case .groupJoined(let membership), .groupLeft(let membership, _):
            self.init(.forwarding, membership.key.homeAddress)
        case .groupIgnored(let key, _): self.init(.forwarding, key.homeAddress)
        case .forwardingFailed(let homeAddress, _): self.init(.forwarding, homeAddress)
        }
    }

    /// The line, if it is wanted.
    func message(_ effect: Effect, wantedBy debugging: Debugging) -> LogMessage? {
        guard let area = [area, other].lazy.compactMap(\.self).first(where: { debugging.wants($0, of: homeAddress) })
        else { return nil }
        return LogMessage(.mobileIPv6, .debugging, area.mnemonic, effect.debugText)
    }
}

extension Observation {
    /// Whether it tells what ESP proved, or that it was missing.
    fileprivate var isAboutProtection: Bool {
        switch self {
        case .requestAuthenticated(let request): request.protection != nil
        case .requestDropped(_, let reason), .dropped(let reason, _, _):
            reason == .protectionMissing || reason == .protectionOfOthers
        default: false
        }
    }
}

extension RegistrationRequest {
    /// Without the H flag it is for this node as a correspondent.
    fileprivate var isForHomeAgent: Bool { flags.contains(.homeRegistration) }
}

extension DebugArea {
    /// What its lines are called.
    var mnemonic: String {
        switch self {
        case .bindingCache: "CACHE"
        case .correspondentNode: "CORRESPONDENT"
        case .forwarding: "FORWARDING"
        case .homeAgent: "HOMEAGENT"
        case .ipsec: "IPSEC"
        case .mobileNode: "MOBILENODE"
        case .registrations: "REGISTRATION"
        }
    }
}
