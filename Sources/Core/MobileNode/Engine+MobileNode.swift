/// What concerns this node as a mobile node.
extension Engine {
    /// How it stands with this node as a mobile node.
    public var mobileNodeStatus: MobileNodeStatus {
        MobileNodeStatus(
            homeAddresses: mobileNode.homeAddresses, attachments: movement.attachments,
            knownHomeAgents: movement.knownHomeAgents(at: context.calendar))
    }

    /// The Binding Update List (RFC 6275 section 11.1), in the order of home addresses, home agents before
    /// correspondents.
    public var bindingUpdateList: [BindingUpdateListEntry] { mobileNode.bindingUpdateList(at: context.now) }

    mutating func handle(_ event: MobileNodeEvent) {
        movement.handle(event, &context)
        mobileNode.handle(event, &context)
    }

    /// Lets the registrations follow the links that the node is attached to.
    mutating func followMovement() {
        mobileNode.follow(movement.attachments, configuredHomes: movement.configuredHomes, &context)
    }

    /// A mobility message that only mobile nodes get.
    mutating func receivedByMobileNode(
        _ message: ParsedMobilityHeader, _ packet: IPv6Packet, _ received: ReceivedPacket
    ) {
        guard context.mobileNode != nil else {
            return drop(received, .unexpectedMessage, source: packet.header.source)
        }
        guard let way = way(of: packet, received) else {
            return drop(received, .protectionOfOthers, source: packet.header.source)
        }
        let reason = mobileNode.received(
            message, octets: received.octets[packet.upperLayer], in: packet, by: way, &context)
        if let reason { drop(received, reason, source: packet.header.source) }
    }

    /// How a packet came that no eBPF program took out of a tunnel; `nil` by the association of another home address.
    private func way(of packet: IPv6Packet, _ received: ReceivedPacket) -> MobileNode.Way? {
        guard let protection = received.protection else { return .direct }
        return protection == packet.checksumDestination ? .protected : nil
    }

    /// An ICMPv6 message that only mobile nodes get.
    mutating func receivedByMobileNode(_ message: ICMPv6Message, _ packet: IPv6Packet, _ received: ReceivedPacket) {
        guard let way = way(of: packet, received) else {
            return drop(received, .protectionOfOthers, source: packet.header.source)
        }
        let reason: DropReason?
        switch message {
        case _ where context.mobileNode == nil: reason = .unexpectedMessage
        case .homeAgentAddressDiscoveryReply(let reply):
            reason = mobileNode.received(reply, at: packet.header.destination, &context)
        case .mobilePrefixAdvertisement(let advertisement):
            reason = mobileNode.received(advertisement, in: packet, by: way, &context)
        case .parameterProblem(let problem): reason = mobileNode.received(problem, &context)
        case .destinationUnreachable(let error): reason = mobileNode.received(error, &context)
        default: reason = .unexpectedMessage
        }
        if let reason { drop(received, reason, source: packet.header.source) }
    }

    /// Whether a packet in a packet is from a home agent of this node.
    func isFromOwnHomeAgent(_ outer: IPv6Packet) -> Bool {
        mobileNode.isOpen(outer.header.destination, from: outer.header.source)
    }

    /// A message for a home address that came through the tunnel, in the tunnelled packet.
    mutating func receivedFromHomeAgent(_ outer: IPv6Packet, _ received: ReceivedPacket) {
        let octets = Array(received.octets[outer.upperLayer])
        let reason: DropReason?
        do {
            let inner = try IPv6Packet(parsing: octets.span)
            switch inner.upperLayerProtocol {
            case .mobility:
                let message = try MobilityHeader.parse(
                    octets: octets[inner.upperLayer].span, source: inner.checksumSource,
                    destination: inner.checksumDestination)
                reason = mobileNode.received(
                    message, octets: octets[inner.upperLayer], in: inner,
                    by: .tunnel(careOfAddress: outer.header.destination), &context)
            case .icmpv6:
                let message = try ICMPv6Message.parse(
                    octets: octets[inner.upperLayer].span, source: inner.checksumSource,
                    destination: inner.checksumDestination)
                return receivedByMobileNode(message, inner, received)
            default: reason = .unexpectedMessage
            }
        } catch {
            reason = error.code == .checksum ? .checksumError : .malformedMessage
        }
        if let reason { drop(received, reason, source: outer.header.source) }
    }
}
