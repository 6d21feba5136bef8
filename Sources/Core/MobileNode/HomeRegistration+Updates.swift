/// Binding Updates to the home agent (RFC 6275 sections 11.7.1 and 11.8).
extension HomeRegistration {
    /// How long the next update waits for when there were many.
    private static let spacing = Duration.milliseconds(334)
    /// How long an update waits that cannot be sent: its address or its home prefix is about to end.
    private static let reconsideration = Duration.seconds(1)

    /// Sends the next update of the exchange.
    mutating func transmit(_ context: inout Context) {
        guard let exchange, let attachment = attachment(of: exchange.goal) else { return }
        guard let homeAgent = homeAgent(for: exchange.goal) else { return discover(&context) }
        guard let delivery = delivery(of: exchange.goal, to: homeAgent, by: attachment, &context) else { return }
        let lifetime = exchange.goal.isDeletion ? 0 : lifetime(at: attachment, context)
        guard let lifetime else { return scheduleUpdate(after: Self.reconsideration, &context) }
        guard rate.take(at: context.now) else { return scheduleUpdate(after: Self.spacing, &context) }
        let octets = packet(exchange.goal, to: homeAgent, lifetime: lifetime, &context)
        let update = SentUpdate(
            peer: homeAgent, source: exchange.goal.careOfAddress, careOfAddress: exchange.goal.careOfAddress,
            sequenceNumber: numbering.sequenceNumber, lifetime: lifetime, moment: context.now)
        // The answer may come before anything else is done.
        if !exchange.goal.isDeletion { plane.open(update.careOfAddress, from: homeAgent, &context) }
        send(octets, to: homeAgent, from: exchange.goal.careOfAddress, by: attachment, delivery, &context)
        left(update, of: exchange.goal, by: attachment, &context)
    }

    private func scheduleUpdate(after delay: Duration, _ context: inout Context) {
        context.schedule(.mobileNode(.registration(homeAddress: homeAddress)), after: delay)
    }

    private func attachment(of goal: RegistrationGoal) -> Attachment? {
        attachments.first { $0.interface == goal.interface }
    }

    /// A binding is given up where it is.
    private func homeAgent(for goal: RegistrationGoal) -> IPv6Address? {
        goal.isDeletion ? possibleBinding?.homeAgent : homeAgents.current
    }

    private mutating func delivery(
        of goal: RegistrationGoal, to homeAgent: IPv6Address, by attachment: Attachment, _ context: inout Context
    ) -> OutgoingPacket.Delivery? {
        guard goal.kind == .deletionAtHome, attachment.routerLinkLayerAddress != nil else { return attachment.delivery }
        let target = NeighborTarget(interface: attachment.interface, address: homeAgent)
        return homecoming.delivery(to: target, homeAddress: homeAddress, &context)
    }

    /// Seconds that may be asked for, a multiple of 4: no more than care-of address and home prefix are valid for
    /// (RFC 6275 section 11.7.1). `nil` if that is nothing. Of a home prefix that was to have ended by now more may have
    /// been told on the home link: the home agent is to judge.
    private func lifetime(at attachment: Attachment, _ context: Context) -> UInt32? {
        let wanted = context.configuration.mobileNode?.lifetime ?? MobileNodeConfiguration.standardLifetime
        let validity = prefixes.isOutdated(at: context.now) ? nil : prefixes.told?.validity
        let bounds = [attachment.careOfAddressExpiry, validity].compactMap { $0 }
            .map { UInt32(clamping: ($0 - context.now).components.seconds) }
        let seconds = bounds.reduce(wanted, min) / LifetimePolicy.unit * LifetimePolicy.unit
        return seconds == 0 ? nil : min(seconds, UInt32(UInt16.max) * LifetimePolicy.unit)
    }

    private mutating func packet(
        _ goal: RegistrationGoal, to homeAgent: IPv6Address, lifetime: UInt32, _ context: inout Context
    ) -> [UInt8] {
        var update = BindingUpdate(
            sequenceNumber: numbering.next(), flags: flags(on: goal.interface, context),
            lifetime: UInt16(clamping: lifetime / LifetimePolicy.unit))
        // ESP does not cover the packet's source (RFC 6275 section 11.7.1).
        if goal.kind != .deletionAtHome { update.options.append(.alternateCareOfAddress(goal.careOfAddress)) }
        var builder = IPv6PacketBuilder(source: goal.careOfAddress, destination: homeAgent)
        builder.homeAddress = goal.kind == .deletionAtHome ? nil : homeAddress
        guard !isProtected, let association = configuration.authentication else {
            return builder.packet(mobilityHeader: MobilityMessage.bindingUpdate(update).encoded())
        }
        if association.replayWindow != nil || isTimestampWanted,
            let timestamp = numbering.nextTimestamp(context)
        {
            update.options.append(.replayProtection(timestamp: timestamp.rawValue))
        }
        update.options.append(
            .authentication(.blank(securityParameterIndex: association.securityParameterIndex)))
        let authenticator = MobilityAuthenticator(
            authenticator: context.authenticator, key: association.key, careOfAddress: goal.careOfAddress,
            homeAddress: homeAddress)
        return builder.packet(mobilityHeader: authenticator.sign(.bindingUpdate(update)))
    }

    /// L only for an interface identifier that the link-local address has too, and never K: keys are not exchanged by
    /// this node.
    func flags(on interface: InterfaceIndex, _ context: Context) -> BindingUpdateFlags {
        let linkLocal = context.links[interface]?.linkLocalSource
        return linkLocal?.interfaceIdentifier == homeAddress.interfaceIdentifier
            ? [.acknowledge, .homeRegistration, .linkLocalAddressCompatibility] : [.acknowledge, .homeRegistration]
    }

    /// Takes down that an update left. Packets leave by the new link at once if the old one is gone.
    private mutating func left(
        _ update: SentUpdate, of goal: RegistrationGoal, by attachment: Attachment, _ context: inout Context
    ) {
        if goal.isDeletion { endBinding(&context) }
        lastUpdate = update
        if !goal.isDeletion {
            let end = max(possibleBinding?.end ?? context.now, update.expiry(granted: update.lifetime))
            possibleBinding = PossibleBinding(homeAgent: update.peer, end: end)
            if binding != nil, !attachments.contains(where: { exit?.isSamePlace(as: $0) == true }) { exit = attachment }
        }
        let timeout = exchange?.sent(update)
        if let timeout { scheduleUpdate(after: timeout, &context) }
        scheduleEnd(&context)
        if let entry = entry(at: context.now) { context.observe(.mobileNode(.bindingUpdateSent(entry))) }
    }

    /// Sets the moment at which a binding, or what may be one, ends.
    func scheduleEnd(_ context: inout Context) {
        let key = TimerKey.mobileNode(.binding(homeAddress: homeAddress))
        guard let end = binding?.expiry ?? possibleBinding?.end else { return context.timers.cancel(key) }
        context.timers.schedule(key, at: end)
    }

    /// An update was not answered in time.
    mutating func repeatUpdate(_ exchange: RegistrationExchange, _ context: inout Context) {
        if exchange.goal.isDeletion, exchange.transmissions >= RegistrationExchange.deletions {
            return giveUpDeletion(&context)
        }
        if !exchange.goal.isDeletion, exchange.transmissions >= RegistrationExchange.patience,
            !homeAgents.isOnlyOne
        {
            if homeAgents.turnToNext() {
                self.exchange?.turnToAnotherHomeAgent()
            } else {
                discover(&context)
            }
        }
        transmit(&context)
    }

    /// Nobody answers: the home agent goes by the binding's lifetime.
    private mutating func giveUpDeletion(_ context: inout Context) {
        possibleBinding = nil
        homecoming.giveUp()
        pursue(&context)
    }

    /// Gives the binding up without waiting for an answer.
    mutating func takeLeave(_ context: inout Context) {
        guard mayBeBound(at: context.now), case .abroad(let attachment, let careOfAddress) = whereabouts else { return }
        let goal = RegistrationGoal(
            kind: .deletionAbroad, careOfAddress: careOfAddress, interface: attachment.interface)
        if exchange?.goal == goal { return }
        exchange = RegistrationExchange(goal, isFirst: false)
        // There is no later.
        rate = UpdateRate()
        transmit(&context)
    }
}
