/// Home agents that are asked for (RFC 6275 section 11.4.1).
extension HomeRegistration {
    /// Asks for home agents, unless that is under way.
    mutating func discover(_ context: inout Context) {
        guard !homeAgents.isOnlyOne, !discovery.isUnderWay else { return }
        discoveryDeadline(&context)
    }

    /// The next question is due.
    mutating func discoveryDeadline(_ context: inout Context) {
        guard case .abroad(let attachment, let careOfAddress) = whereabouts, !isDetached,
            let anycast = configuration.homeAddress.prefix.homeAgentsAnycastAddress
        else { return endDiscovery(&context) }
        if discovery.isAtBeginning { context.observe(.mobileNode(.homeAgentDiscovery(homeAddress: homeAddress))) }
        switch discovery.next(context) {
        case .wait(let pause):
            context.schedule(.mobileNode(.discovery(homeAddress: homeAddress)), after: pause)
        case .ask(let identifier, let timeout):
            let request = HomeAgentAddressDiscoveryRequest(identifier: identifier)
            let octets = IPv6PacketBuilder(source: careOfAddress, destination: anycast)
                .packet(.homeAgentAddressDiscoveryRequest(request))
            context.emit(.send(OutgoingPacket(octets: octets, delivery: attachment.delivery)))
            context.schedule(.mobileNode(.discovery(homeAddress: homeAddress)), after: timeout)
        }
    }

    /// Asks no more.
    mutating func endDiscovery(_ context: inout Context) {
        discovery.end()
        context.timers.cancel(.mobileNode(.discovery(homeAddress: homeAddress)))
    }

    /// Whether a reply is to this home address's question.
    func waits(for reply: HomeAgentAddressDiscoveryReply, at destination: IPv6Address) -> Bool {
        guard case .abroad(_, let careOfAddress) = whereabouts else { return false }
        return discovery.identifier == reply.identifier && careOfAddress == destination
    }

    /// Home agents answered: they are tried in their order, the current one first. An empty list is no answer.
    mutating func received(_ reply: HomeAgentAddressDiscoveryReply, _ context: inout Context) {
        guard homeAgents.found(reply.addresses) else { return }
        context.observe(.mobileNode(.homeAgentsFound(homeAddress: homeAddress, reply.addresses)))
        endDiscovery(&context)
        if exchange?.goal.isDeletion == false { exchange = nil }
        pursue(&context)
        settle(&context)
    }
}
