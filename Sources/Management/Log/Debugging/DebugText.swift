import Core

extension Effect {
    /// What a debug line says of it.
    var debugText: String {
        switch self {
        case .installForwarding(let entry):
            """
            tunnel for \(entry.homeAddress) from \(entry.homeAgentAddress) to care-of address \(entry.careOfAddress): \
            asked for
            """
        case .removeForwarding(let homeAddress): "tunnel for \(homeAddress): removed"
        case .beginNeighborProxy(let target, let source):
            "\(target.address): defended on \(target.interface.debugText) from \(source)"
        case .endNeighborProxy(let target): "\(target.address): no longer defended on \(target.interface.debugText)"
        case .beginAddressWatch(let target): "\(target.address): listening on \(target.interface.debugText)"
        case .endAddressWatch(let target): "\(target.address): no longer listening on \(target.interface.debugText)"
        case .beginGroupDelivery(let member):
            "\(member.group): tunnelled to \(member.homeAddress) from \(member.interface.debugText)"
        case .endGroupDelivery(let member):
            "\(member.group): no longer tunnelled to \(member.homeAddress) from \(member.interface.debugText)"
        case .beginRouteOptimization(let entry):
            "\(entry.key.homeAddress): direct way from \(entry.key.ownAddress) to \(entry.careOfAddress): asked for"
        case .endRouteOptimization(let key): "\(key.homeAddress): direct way from \(key.ownAddress): ended"
        case .askRouteOptimizationUse(let key): "\(key.homeAddress): asked how much the direct way is used"
        case .observe(let observation): observation.debugText
        case .mobileNode(let effect): effect.debugText
        case .send: "a packet leaves"
        }
    }
}

extension Observation {
    fileprivate var debugText: String {
        switch self {
        case .dropped(let reason, let source, let interface):
            "packet from \(source?.description ?? "an unknown source") on \(interface.debugText) dropped: \(reason.logText)"
        case .mobilityMessageReceived(let interface): "mobility message on \(interface.debugText)"
        case .mobilityMessageMalformed(let type, let code):
            "mobility message of \(type.map { "type \($0.rawValue)" } ?? "an unknown type") is malformed: \(code.explanation)"
        case .bindingUpdateReceived(let request): request.debugText
        case .requestAuthenticated(let request):
            "\(request.homeAddress): "
                + (request.securityAssociation.map {
                    "authentic by SPI \(String($0.securityParameterIndex, radix: 16))"
                } ?? (request.protection == nil ? "no authentication needed" : "authentic by ESP"))
                + (request.identity.map { " as \($0)" } ?? "")
        case .requestAccepted(let request):
            "\(request.homeAddress): \(request.isDeletion ? "de-registration" : "registration") passed all checks"
        case .requestRefused(let request, let refusal, let last):
            "\(request.homeAddress): refused with \(refusal.status): \(refusal.logText(of: request, last: last))"
        case .requestDropped(let request, let reason):
            "\(request.homeAddress): update from \(request.source) dropped: \(reason.logText)"
        case .requestSuperseded(let request):
            "\(request.homeAddress): sequence number \(request.sequenceNumber) replaces the update that waits"
        case .filterMatched(let match): match.logText
        case .bindingAcknowledgementSent(let status, let request):
            "\(request.homeAddress): Binding Acknowledgement to \(request.source), status \(status)"
        case .bindingErrorSent(let status, let destination):
            "Binding Error to \(destination), status \(status.rawValue)"
        case .parameterProblemSent(let pointer, let destination):
            "Parameter Problem to \(destination), pointing at octet \(pointer)"
        case .duplicateAddressDetectionBegan(let target):
            "\(target.address): duplicate address detection began on \(target.interface.debugText)"
        case .duplicateAddressDetectionPassed(let homeAddress): "\(homeAddress): nobody else uses it"
        case .duplicateAddressDetected(let target):
            "\(target.address): somebody else uses it on \(target.interface.debugText)"
        case .bindingCreated(let binding): "binding made: \(binding.debugText)"
        case .bindingUpdated(let binding): "binding changed: \(binding.debugText)"
        case .bindingEnded(let binding, let reason):
            "\(binding.homeAddress) \(reason.logText); sequence number \(binding.sequenceNumber) is kept for a while"
        case .registrationAbandoned(let homeAddress): "\(homeAddress): the registration on its way is given up"
        case .sequenceNumberForgotten(let homeAddress): "\(homeAddress): the sequence number is forgotten"
        case .forwardingFailed(let homeAddress, let result): "tunnel for \(homeAddress): \(result.logText)"
        case .mobileNode(let observation): observation.debugText
        case .correspondent(let observation): observation.debugText
        case .routerAdvertisementSent(let interface): "Router Advertisement sent on \(interface.debugText)"
        case .routerAdvertisementReceived(let interface): "Router Advertisement received on \(interface.debugText)"
        case .listenerMessageReceived(let homeAddress): "\(homeAddress): report on multicast groups through its tunnel"
        case .listenerQuerySent(let homeAddress, let group):
            "\(homeAddress): asked \(group.map { "whether it listens to \($0)" } ?? "which groups it listens to")"
        case .groupJoined(let membership): "\(membership.key.homeAddress): joins \(membership.key.group)"
        case .groupLeft(let membership, let reason):
            "\(membership.key.homeAddress): listens to \(membership.key.group) no more: \(reason.logText)"
        case .groupIgnored(let key, let reason):
            "\(key.homeAddress): \(key.group) is not delivered: \(reason.logText)"
        case .homeAgentAppeared(let router, let interface):
            "home agent \(router.linkLocalAddress) appeared on \(interface.debugText), preference \(router.preference)"
        case .homeAgentDisappeared(let router, let interface):
            "home agent \(router.linkLocalAddress) disappeared on \(interface.debugText)"
        case .routerAdvertisementContradicted(let contradictions, let router, let interface):
            "\(router) on \(interface) advertises otherwise: \(contradictions.logText)"
        case .addressDiscoveryRequestReceived(let source, let destination):
            "\(source) asks \(destination) for home agents"
        case .addressDiscoveryReplySent(let addresses, let destination):
            "\(destination) is told of home agents: \(addresses.map(\.description).joined(separator: ", "))"
        case .homePrefixesChanged(let homeLink): "the prefixes of home link \(homeLink) changed"
        case .prefixSolicitationReceived(let homeAddress, let source):
            "\(homeAddress?.description ?? "nobody") asks for home prefixes, from \(source)"
        case .prefixAdvertisementScheduled(let homeAddress, let delay, let reason):
            "\(homeAddress): to be told of home prefixes in \(delay.components.seconds) s: \(reason.debugText)"
        case .prefixAdvertisementSent(let homeAddress, let destination, let occasion):
            "\(homeAddress): told of home prefixes at \(destination): \(occasion.debugText)"
        case .prefixAdvertisementUnacknowledged(let homeAddress):
            "\(homeAddress): did not ask back, and is told of home prefixes no more for now"
        }
    }
}

extension Binding {
    fileprivate var debugText: String {
        "\(logText), flags \(flags.letters), home agent \(homeAgentAddress), home link \(homeLink)"
    }
}

extension RegistrationRequest {
    fileprivate var debugText: String {
        """
        \(homeAddress): Binding Update from \(source) on \(interface.debugText), care-of address \(careOfAddress), \
        sequence number \(sequenceNumber), flags \(flags.letters), lifetime \(UInt32(lifetime) * 4) s\(identifierText)
        """
    }

    private var identifierText: String {
        identifier.map { octets in
            ", identifier \(NetworkAccessIdentifier(octets: octets)?.description ?? "that is none")"
        } ?? ""
    }
}

extension PrefixAdvertisementReason {
    fileprivate var debugText: String {
        switch self {
        case .registration: "it registered"
        case .interval: "the greatest interval has passed"
        case .change: "they changed"
        case .furtherRegistration: "it registered again, and has not asked back"
        }
    }
}

extension PrefixAdvertisementOccasion {
    fileprivate var debugText: String {
        switch self {
        case .solicited: "it asked"
        case .unsolicited: "the time has come"
        case .retransmission: "again, as it has not asked back"
        }
    }
}

extension InterfaceIndex {
    /// What a debug line calls it.
    var debugText: String { "interface \(rawValue)" }
}
