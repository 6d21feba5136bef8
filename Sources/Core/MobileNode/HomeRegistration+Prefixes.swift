/// Home prefixes that are asked for, and told (RFC 6275 sections 11.4.2 and 11.4.3).
extension HomeRegistration {
    /// Asks the home agent for the home prefixes, unless that is under way.
    mutating func solicitPrefixes(_ context: inout Context) {
        guard prefixes.identifier == nil else { return }
        guard binding != nil else { return prefixes.isWanted = true }
        prefixes.begin(context)
        askForPrefixes(&context)
    }

    private mutating func askForPrefixes(_ context: inout Context) {
        guard let binding, case .abroad(let attachment, let careOfAddress) = whereabouts,
            let (identifier, timeout) = prefixes.next(at: context.now)
        else { return prefixes.giveUp() }
        var builder = IPv6PacketBuilder(source: careOfAddress, destination: binding.homeAgent)
        builder.homeAddress = homeAddress
        let octets = builder.packet(.mobilePrefixSolicitation(MobilePrefixSolicitation(identifier: identifier)))
        send(octets, to: binding.homeAgent, from: careOfAddress, by: attachment, attachment.delivery, &context)
        context.observe(.mobileNode(.prefixSolicitationSent(homeAddress: homeAddress)))
        context.schedule(.mobileNode(.prefixes(homeAddress: homeAddress)), after: timeout)
    }

    /// The question was not answered, or the home prefix is about to end.
    mutating func prefixDeadline(_ context: inout Context) {
        prefixes.identifier == nil ? solicitPrefixes(&context) : askForPrefixes(&context)
    }

    /// The home agent tells its prefixes. What was not asked for is asked for, not too often.
    /// - Returns: why the message is dropped; `nil` if it is not.
    mutating func received(
        _ advertisement: MobilePrefixAdvertisement, in packet: IPv6Packet, by way: MobileNode.Way,
        _ context: inout Context
    ) -> DropReason? {
        guard let binding, packet.header.source == binding.homeAgent,
            way == .protected || plane.isOpen(packet.header.destination, from: binding.homeAgent)
        else { return .prefixAdvertisementUnexpected }
        if let fault = fault(of: way) { return fault }
        let timer = TimerKey.mobileNode(.prefixes(homeAddress: homeAddress))
        guard prefixes.identifier == advertisement.identifier else {
            switch prefixes.nextQuestion(at: context.now) {
            case nil: break
            case context.now?: solicitPrefixes(&context)
            case let next?: context.timers.schedule(timer, at: next)
            }
            return .prefixAdvertisementUnexpected
        }
        let next = prefixes.take(advertisement, homePrefix: configuration.homeAddress.prefix, at: context.now)
        if let next { context.schedule(timer, after: next) } else { context.timers.cancel(timer) }
        context.observe(.mobileNode(.prefixAdvertisementReceived(homeAddress: homeAddress)))
        return nil
    }

    /// The home addresses that take the place of this one when its prefix is given up: they end as it does, and have the
    /// same key, and the home agent's address of their prefix, if that was told.
    var successors: [HomeAddressConfiguration] {
        prefixes.successors.map { prefix in
            var successor = HomeAddressConfiguration(
                InterfaceAddress(
                    address: prefix.prefix.combined(with: homeAddress), prefixLength: prefix.prefix.length))
            successor.homeAgent = prefix.routerAddress.map { .address($0) } ?? .discover
            successor.authentication = configuration.authentication
            successor.ipsec = configuration.ipsec
            return successor
        }
    }
}
