/// Binding Acknowledgements of the home agent (RFC 6275 section 11.7.3, RFC 4285 section 5).
extension HomeRegistration {
    /// How far an answer proved its origin.
    private enum Origin {
        case authentic
        /// It tells that this node's own authenticator was wrong, and need not have one itself.
        case unproved
        case wrong(DropReason)
    }

    /// Takes an answer in.
    /// - Returns: why it is dropped; `nil` if it is not.
    mutating func received(_ answer: MobileNode.Answer, _ context: inout Context) -> DropReason? {
        let acknowledgement = answer.acknowledgement
        guard let exchange, let update = exchange.last, answer.source == update.peer,
            answer.reaches(update, of: homeAddress),
            acknowledgement.sequenceNumber == update.sequenceNumber
                || acknowledgement.status == .sequenceNumberOutOfWindow
        else { return .acknowledgementUnexpected }
        switch origin(of: answer, to: update, context) {
        case .wrong(let reason): return reason
        case .unproved:
            lastStatus = acknowledgement.status
            slowDown(&context)
        case .authentic:
            lastStatus = acknowledgement.status
            if let entry = entry(at: context.now) {
                context.observe(.mobileNode(.bindingAcknowledged(entry, acknowledgement.status)))
            }
            acknowledged(acknowledgement, exchange, update, &context)
        }
        settle(&context)
        return nil
    }

    private func origin(of answer: MobileNode.Answer, to update: SentUpdate, _ context: Context) -> Origin {
        if let fault = fault(of: answer.way) { return .wrong(fault) }
        guard !isProtected, let association = configuration.authentication else { return .authentic }
        let options = answer.acknowledgement.options
        guard case .authentication(let option) = options.first(where: { $0.isAuthentication(.mobileNodeHomeAgent) })
        else {
            return answer.acknowledgement.status == .authenticationFailed ? .unproved : .wrong(.authenticationMissing)
        }
        guard case .authentication(let last) = options.last, last == option,
            answer.message.optionRanges.last?.upperBound == answer.message.length
        else { return .wrong(.authenticationMisplaced) }
        guard option.securityParameterIndex == association.outboundSecurityParameterIndex else {
            return .wrong(.unknownSecurityParameterIndex)
        }
        let authenticator = MobilityAuthenticator(
            authenticator: context.authenticator, key: association.key, careOfAddress: update.careOfAddress,
            homeAddress: homeAddress)
        let covered = answer.octets.prefix(answer.message.length - option.authenticator.count)
        return ConstantTime.equal(authenticator.code(covering: covered), option.authenticator)
            ? .authentic : .wrong(.authenticationWrong)
    }

    private mutating func acknowledged(
        _ acknowledgement: BindingAcknowledgement, _ exchange: RegistrationExchange, _ update: SentUpdate,
        _ context: inout Context
    ) {
        switch acknowledgement.status {
        case .sequenceNumberOutOfWindow:
            guard numbering.exceed(acknowledgement.sequenceNumber) else { return }
            repair(&context)
        case .identificationMismatch:
            guard let timestamp = acknowledgement.timestamp else { return refused(acknowledgement.status, &context) }
            numbering.follow(timestamp, context)
            isTimestampWanted = true
            repair(&context)
        case .messageIdentificationRequired where configuration.authentication != nil:
            isTimestampWanted = true
            repair(&context)
        case let status where exchange.goal.isDeletion:
            // A home agent that knows nothing of the node has no binding of it either.
            if status.isAccepted || status == .notHomeAgentForThisMobileNode { deleted(exchange, &context) }
        case let status where status.isAccepted && acknowledgement.lifetime > 0:
            accepted(acknowledgement, exchange, update, &context)
        case let status: refused(status, &context)
        }
    }

    /// Sends again what the home agent would have taken but for its number or time, the first time at once.
    private mutating func repair(_ context: inout Context) {
        guard exchange?.isRepaired == false else { return }
        exchange?.isRepaired = true
        transmit(&context)
    }

    private mutating func accepted(
        _ acknowledgement: BindingAcknowledgement, _ exchange: RegistrationExchange, _ update: SentUpdate,
        _ context: inout Context
    ) {
        let granted = UInt32(acknowledgement.lifetime) * LifetimePolicy.unit
        binding = HomeBinding(
            update, granted: granted, advice: acknowledgement.refreshAdvice,
            coversLinkLocalAddress: flags(on: exchange.goal.interface, context).contains(.linkLocalAddressCompatibility)
        )
        possibleBinding = PossibleBinding(homeAgent: update.peer, end: update.expiry(granted: granted))
        self.exchange = nil
        refusals = 0
        homeAgents.served()
        if acknowledgement.status == .acceptedButPrefixDiscoveryNecessary || prefixes.isWanted
            || prefixes.isOutdated(at: context.now)
        {
            solicitPrefixes(&context)
        }
        if let attachment = attachments.first(where: { $0.careOfAddress == update.careOfAddress }) {
            exit = attachment
            arrived(at: update.careOfAddress, attachment, exchange, &context)
        }
        scheduleRefresh(&context)
        scheduleEnd(&context)
    }

    /// The home agent will not have it so: another one may, or this one later. What it had of the node counts no more.
    private mutating func refused(_ status: BindingStatus, _ context: inout Context) {
        endBinding(&context)
        refusals = min(refusals + 1, 6)
        if status == .duplicateAddressDetectionFailed {
            pause = .lasting
            // Who has no binding of the node looks for the address's owner, and it is another one.
            possibleBinding = nil
        } else {
            let isOther = homeAgents.turnToNext()
            pause = .until(context.now + RegistrationRefusals.pause(after: refusals, isOtherHomeAgent: isOther))
        }
        pursue(&context)
    }

    /// Somebody, maybe the home agent, says that this node's authenticator is wrong.
    private mutating func slowDown(_ context: inout Context) {
        guard exchange?.slowDown() == true else { return }
        context.schedule(
            .mobileNode(.registration(homeAddress: homeAddress)), after: RegistrationExchange.greatestTimeout)
    }

    /// Takes down where the node is known to be, and how long it took if it was known elsewhere before.
    mutating func arrived(
        at place: IPv6Address, _ attachment: Attachment, _ exchange: RegistrationExchange, _ context: inout Context
    ) {
        defer { lastPlace = place }
        guard let lastPlace, lastPlace != place, let beginning = exchange.beginning else { return }
        let times = HandoverTimes(attachment.movement, firstUpdate: beginning, acknowledgement: context.now)
        lastHandover = times
        handovers += 1
        context.observe(.mobileNode(.handedOver(status, times)))
    }
}

/// How long a home agent is left alone that refuses.
private enum RegistrationRefusals {
    /// - Parameter count: of refusals one after the other, 1 and up.
    static func pause(after count: Int, isOtherHomeAgent: Bool) -> Duration {
        if isOtherHomeAgent { return RegistrationExchange.initialTimeoutOfFirst }
        return .seconds(Int64(16) << Int64(min(count, 5)))
    }
}

extension BindingAcknowledgement {
    /// When the home agent would like to hear again, in seconds (RFC 6275 section 6.2.4); of several the first counts.
    fileprivate var refreshAdvice: UInt32? {
        for case .bindingRefreshAdvice(let units) in options { return UInt32(units) * LifetimePolicy.unit }
        return nil
    }

    /// What the home agent says of the time (RFC 4285 section 6); of several timestamps the first counts.
    fileprivate var timestamp: NetworkTimestamp? {
        for case .replayProtection(let timestamp) in options { return NetworkTimestamp(rawValue: timestamp) }
        return nil
    }
}
