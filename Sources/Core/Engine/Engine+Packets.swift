/// From a packet to the part of the engine that it concerns.
extension Engine {
    mutating func received(_ received: ReceivedPacket) {
        let packet: IPv6Packet
        do {
            packet = try IPv6Packet(parsing: received.octets.span)
        } catch {
            return malformedPacket(error, received)
        }
        switch packet.upperLayerProtocol {
        case .mobility: receivedMobilityHeader(packet, received)
        case .icmpv6: receivedICMPv6(packet, received)
        case .ipv6 where isFromOwnHomeAgent(packet): receivedFromHomeAgent(packet, received)
        case .ipv6: receivedFromListener(packet, received)
        default: drop(received, .unexpectedMessage, source: packet.header.source)
        }
    }

    mutating func drop(_ received: ReceivedPacket, _ reason: DropReason, source: IPv6Address?) {
        context.observe(.dropped(reason, source: source, interface: received.interface))
    }

    /// An option that is not known may ask for an answer (RFC 8200 section 4.2). The forwarding plane moves no packets to
    /// groups here, and no answer could come from one.
    private mutating func malformedPacket(_ error: WireError, _ received: ReceivedPacket) {
        guard error.code == .unrecognizedOption, let header = try? IPv6Header(parsing: received.octets.span) else {
            return drop(received, .malformedPacket, source: nil)
        }
        let action = UnrecognizedOptionAction(optionType: received.octets[error.offset])
        guard action != .discard, !isShared(header.destination) else {
            return drop(received, .unrecognizedOption, source: header.source)
        }
        errors.parameterProblem(
            .unrecognizedOption, at: error.offset, for: .unrecognizedOption, header, received, &context)
    }

    // MARK: Mobility Header

    /// RFC 6275 section 9.2: each kind of wrong header has its own answer, or none.
    private mutating func receivedMobilityHeader(_ packet: IPv6Packet, _ received: ReceivedPacket) {
        guard context.configuration.isEnabled else {
            return drop(received, .mobilityDisabled, source: packet.header.source)
        }
        guard !isShared(packet.header.destination) else {
            return drop(received, .destinationNotUnicast, source: packet.header.source)
        }
        context.observe(.mobilityMessageReceived(received.interface))
        let octets = received.octets[packet.upperLayer]
        let message: ParsedMobilityHeader
        do {
            message = try MobilityHeader.parse(
                octets: octets.span, source: packet.checksumSource, destination: packet.checksumDestination)
        } catch {
            return malformedMobilityHeader(error, packet, received)
        }
        switch message.message {
        case .bindingUpdate(let update):
            receivedBindingUpdate(update, message, packet, received)
        case .homeTestInit where homeAgent.protectsReturnRoutability(of: packet.header.source):
            drop(received, .protectionMissing, source: packet.header.source)
        case .homeTestInit(let test):
            correspondentNode.received(.home, cookie: test.homeInitCookie, in: packet, received, &context)
        case .careOfTestInit(let test):
            correspondentNode.received(.careOf, cookie: test.careOfInitCookie, in: packet, received, &context)
        case .unknown:
            errors.bindingError(
                .unrecognizedMessageType, about: UnacceptablePacket(packet, on: received.interface), &context)
        default:
            receivedByMobileNode(message, packet, received)
        }
    }

    /// Whether an address is not one node's alone.
    func isShared(_ address: IPv6Address) -> Bool {
        address.isMulticast || homeAgent.homeLinks.homeLink(ofAnycast: address) != nil
    }

    private mutating func malformedMobilityHeader(
        _ error: WireError, _ packet: IPv6Packet, _ received: ReceivedPacket
    ) {
        let type = received.octets[packet.upperLayer].dropFirst(2).first.map(MobilityMessageType.init(rawValue:))
        context.observe(.mobilityMessageMalformed(type, error.code))
        switch error.code {
        case .checksum: drop(received, .checksumError, source: packet.header.source)
        case .payloadProtocol, .headerLength:
            errors.parameterProblem(
                .erroneousHeaderField, at: packet.upperLayer.lowerBound + error.offset,
                for: error.code == .payloadProtocol ? .payloadProtocol : .headerLength, packet.header, received,
                &context)
        default: drop(received, .malformedMessage, source: packet.header.source)
        }
    }

    private mutating func receivedBindingUpdate(
        _ update: BindingUpdate, _ message: ParsedMobilityHeader, _ packet: IPv6Packet, _ received: ReceivedPacket
    ) {
        let request = RegistrationRequest(update, in: packet, received: received)
        context.observe(.bindingUpdateReceived(request))
        if let reason = Self.unusableAddress(of: request) {
            return homeAgent.drop(request, reason, &context)
        }
        receivedUsableBindingUpdate(update, message, octets: received.octets[packet.upperLayer], request)
    }

    /// The address tests of RFC 6275 sections 6.1.7 and 9.5.1, which go before everything else.
    private static func unusableAddress(of request: RegistrationRequest) -> DropReason? {
        if request.source.isMulticast || request.source.isUnspecified { return .sourceNotUnicast }
        if !request.homeAddress.isUnicastRoutable, !request.asksForHomeAddress { return .homeAddressNotRoutable }
        if !request.careOfAddress.isUnicastRoutable { return .careOfAddressNotRoutable }
        return nil
    }

    // MARK: ICMPv6

    /// What the forwarding plane moves here: questions for home agents and home prefixes. And what it copies: Router
    /// Solicitations, Router Advertisements on home links and links of a mobile node, and while duplicate address
    /// detection runs, or a router is probed, advertisements of a watched address and probes of it (RFC 4862 section
    /// 5.4).
    private mutating func receivedICMPv6(_ packet: IPv6Packet, _ received: ReceivedPacket) {
        let message: ICMPv6Message
        do {
            message = try ICMPv6Message.parse(
                octets: received.octets[packet.upperLayer].span, source: packet.checksumSource,
                destination: packet.checksumDestination)
            try message.validate(receivedWith: packet.header)
        } catch {
            let reason: DropReason = error.code == .checksum ? .checksumError : .malformedMessage
            return drop(received, reason, source: packet.header.source)
        }
        switch message {
        case .neighborAdvertisement(let advertisement):
            heard(advertisement.target, on: received.interface)
            movement.heard(advertisement, received, &context)
            mobileNode.heard(advertisement, on: received.interface, &context)
        case .neighborSolicitation(let solicitation) where packet.header.source.isUnspecified:
            heard(solicitation.target, on: received.interface)
            movement.addressHeard(solicitation.target, received, &context)
        case .routerSolicitation:
            routerAdvertiser.solicited(on: received.interface, &context)
        case .routerAdvertisement(let advertisement):
            self.received(advertisement, from: packet.header.source, received)
        case .homeAgentAddressDiscoveryRequest, .mobilePrefixSolicitation:
            receivedQuestion(message, packet, received)
        default:
            receivedByMobileNode(message, packet, received)
        }
    }

    /// What only mobile nodes ask.
    private mutating func receivedQuestion(
        _ message: ICMPv6Message, _ packet: IPv6Packet, _ received: ReceivedPacket
    ) {
        guard context.configuration.isEnabled else {
            return drop(received, .mobilityDisabled, source: packet.header.source)
        }
        if case .homeAgentAddressDiscoveryRequest(let request) = message {
            self.received(request, in: packet, received)
        } else if case .mobilePrefixSolicitation(let solicitation) = message {
            self.received(solicitation, in: packet, received)
        }
    }

    private mutating func heard(_ address: IPv6Address, on interface: InterfaceIndex) {
        homeAgent.addressHeard(NeighborTarget(interface: interface, address: address), &context)
    }
}
