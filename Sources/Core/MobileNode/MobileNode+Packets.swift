/// From a message to the home address, or the correspondent, that it is for.
extension MobileNode {
    /// A Binding Acknowledgement as it came.
    struct Answer: Sendable {
        let acknowledgement: BindingAcknowledgement
        let message: ParsedMobilityHeader
        /// The Mobility Header.
        let octets: ArraySlice<UInt8>
        let source: IPv6Address
        let destination: IPv6Address
        /// Whether it has a type 2 routing header, which at home it must not have. What was under ESP has lost it.
        let hasRoutingHeader: Bool
        let way: Way

        /// Whether it came to where the update left from.
        func reaches(_ update: SentUpdate, of homeAddress: IPv6Address) -> Bool {
            if way == .protected { return destination == homeAddress && !hasRoutingHeader }
            return destination == update.source && hasRoutingHeader == (update.source != homeAddress)
        }
    }

    /// How a message reached this node.
    enum Way: Hashable, Sendable {
        /// From the home agent through a tunnel, whose end this care-of address is.
        case tunnel(careOfAddress: IPv6Address)
        /// Under ESP, by an association of the home address that it is for: directly, or through a tunnel from others.
        case protected
        case direct
    }

    /// Whether packets are taken from a tunnel.
    func isOpen(_ careOfAddress: IPv6Address, from homeAgent: IPv6Address) -> Bool {
        homes.contains { $0.plane.isOpen(careOfAddress, from: homeAgent) }
    }

    private func home(_ address: IPv6Address) -> HomeRegistration? { homes.first { $0.homeAddress == address } }

    // MARK: Mobility messages

    /// A mobility message arrived that only mobile nodes get.
    /// - Parameter octets: of the Mobility Header.
    /// - Returns: why it is dropped; `nil` if it is not.
    mutating func received(
        _ message: ParsedMobilityHeader, octets: ArraySlice<UInt8>, in packet: IPv6Packet, by way: Way,
        _ context: inout Context
    ) -> DropReason? {
        switch message.message {
        case .bindingAcknowledgement(let acknowledgement) where way == .direct || way == .protected:
            let answer = Answer(
                acknowledgement: acknowledgement, message: message, octets: octets, source: packet.header.source,
                destination: packet.header.destination, hasRoutingHeader: packet.routingHeaderHomeAddress != nil,
                way: way)
            return received(answer, for: packet.checksumDestination, &context)
        case .homeTest(let test):
            return received(test, in: packet, by: way, &context)
        case .careOfTest(let test) where way == .direct:
            return received(test, in: packet, &context)
        case .bindingRefreshRequest:
            let key = MobileRouteKey(
                homeAddress: packet.checksumDestination, correspondent: packet.header.source)
            return routes.refreshRequested(key, &context)
        case .bindingError(let error) where way == .direct:
            return received(error, in: packet, &context)
        default: return .unexpectedMessage
        }
    }

    private mutating func received(
        _ answer: Answer, for homeAddress: IPv6Address, _ context: inout Context
    ) -> DropReason? {
        guard let home = home(homeAddress) else { return .acknowledgementUnexpected }
        guard home.exchange?.last?.peer == answer.source else {
            return routes.received(
                answer, of: MobileRouteKey(homeAddress: homeAddress, correspondent: answer.source), &context)
        }
        var reason: DropReason?
        with(homeAddress, &context) { reason = $0.received(answer, &$1) }
        return reason
    }

    /// Away a Home Test comes through the tunnel, or it proves nothing (RFC 6275 section 11.6.2).
    private mutating func received(
        _ test: HomeTest, in packet: IPv6Packet, by way: Way, _ context: inout Context
    ) -> DropReason? {
        let homeAddress = packet.header.destination
        guard let home = home(homeAddress) else { return .testUnexpected }
        switch (home.routeBase, way) {
        case (.home, .direct): break
        case (.away, .protected) where home.protectsReturnRoutability: break
        case (.away, .tunnel) where home.protectsReturnRoutability: return .protectionMissing
        case (.away(_, _, let homeAgent), .tunnel(let careOfAddress))
        where home.plane.isOpen(careOfAddress, from: homeAgent): break
        default: return .homeTestOutsideTunnel
        }
        let key = MobileRouteKey(homeAddress: homeAddress, correspondent: packet.header.source)
        let token = CorrespondentRegistration.Test(
            kind: .home, cookie: test.homeInitCookie, token: test.homeKeygenToken, nonceIndex: test.homeNonceIndex,
            address: homeAddress)
        return routes.received(token, of: key, &context)
    }

    private mutating func received(
        _ test: CareOfTest, in packet: IPv6Packet, _ context: inout Context
    ) -> DropReason? {
        let token = CorrespondentRegistration.Test(
            kind: .careOf, cookie: test.careOfInitCookie, token: test.careOfKeygenToken,
            nonceIndex: test.careOfNonceIndex, address: packet.header.destination)
        return first(of: packet.header.source, otherwise: .testUnexpected, &context) { routes, key, context in
            routes.received(token, of: key, &context)
        }
    }

    /// What says that there is no binding, or a message is not known: of no use but from who was sent something (RFC
    /// 6275 section 11.3.6).
    private mutating func received(
        _ error: BindingError, in packet: IPv6Packet, _ context: inout Context
    ) -> DropReason? {
        let (source, destination) = (packet.header.source, packet.header.destination)
        if error.status == .unknownBinding,
            let home = homes.first(where: { $0.knows(error, from: source, at: destination, context.now) })
        {
            with(home.homeAddress, &context) { $0.registerAgain(&$1) }
            return nil
        }
        return first(of: source, otherwise: .bindingErrorUnexpected, &context) { routes, key, context in
            routes.received(error, of: key, at: destination, &context)
        }
    }

    /// Lets the home addresses have it that may have to do with a correspondent, until one has use for it.
    private mutating func first(
        of correspondent: IPv6Address, otherwise reason: DropReason, _ context: inout Context,
        _ take: (inout RouteOptimizer, MobileRouteKey, inout Context) -> DropReason?
    ) -> DropReason? {
        for home in homes {
            let key = MobileRouteKey(homeAddress: home.homeAddress, correspondent: correspondent)
            if take(&routes, key, &context) == nil { return nil }
        }
        return reason
    }

    // MARK: ICMPv6

    /// Home agents answered a question.
    /// - Returns: why it is dropped; `nil` if it is not.
    mutating func received(
        _ reply: HomeAgentAddressDiscoveryReply, at destination: IPv6Address, _ context: inout Context
    ) -> DropReason? {
        guard let home = homes.first(where: { $0.waits(for: reply, at: destination) }) else {
            return .addressDiscoveryReplyUnexpected
        }
        with(home.homeAddress, &context) { $0.received(reply, &$1) }
        return nil
    }

    /// The home agent tells its prefixes.
    /// - Returns: why it is dropped; `nil` if it is not.
    mutating func received(
        _ advertisement: MobilePrefixAdvertisement, in packet: IPv6Packet, by way: Way, _ context: inout Context
    ) -> DropReason? {
        var reason: DropReason? = .prefixAdvertisementUnexpected
        guard packet.routingHeaderHomeAddress != nil || way == .protected else { return reason }
        with(packet.checksumDestination, &context) {
            reason = $0.received(advertisement, in: packet, by: way, &$1)
        }
        return reason
    }

    /// A node, or a router under way, has no use for a packet of this node (RFC 6275 section 11.3.5).
    /// - Returns: why it is dropped; `nil` if it is not.
    mutating func received(_ problem: ParameterProblem, _ context: inout Context) -> DropReason? {
        let pointer = Int(clamping: problem.pointer)
        guard problem.invokingPacket.indices.contains(pointer) else { return .errorUnexpected }
        switch (problem.code, problem.invokingPacket[pointer]) {
        case (.unrecognizedNextHeader, NextHeader.mobility.rawValue):
            return failed(problem.invokingPacket, isAboutHomeAddressOption: false, &context)
        case (.unrecognizedOption, IPv6Packet.homeAddressOptionType):
            return failed(problem.invokingPacket, isAboutHomeAddressOption: true, &context)
        default: return .errorUnexpected
        }
    }

    /// A packet of this node did not arrive.
    /// - Returns: why it is dropped; `nil` if it is not.
    mutating func received(_ error: DestinationUnreachable, _ context: inout Context) -> DropReason? {
        failed(error.invokingPacket, isAboutHomeAddressOption: false, &context)
    }

    private mutating func failed(
        _ octets: [UInt8], isAboutHomeAddressOption: Bool, _ context: inout Context
    ) -> DropReason? {
        guard let read = InvokingMessage.read(octets, isAboutHomeAddressOption: isAboutHomeAddressOption) else {
            return .errorUnexpected
        }
        return first(of: read.destination, otherwise: .errorUnexpected, &context) { routes, key, context in
            guard read.homeAddress ?? key.homeAddress == key.homeAddress else { return .errorUnexpected }
            return routes.failed(read.message, of: key, &context)
        }
    }

    // MARK: Neighbor discovery

    /// A node advertises an address.
    mutating func heard(
        _ advertisement: NeighborAdvertisement, on interface: InterfaceIndex, _ context: inout Context
    ) {
        for home in homes.map(\.homeAddress) {
            with(home, &context) { $0.heard(advertisement, on: interface, &$1) }
        }
    }

    /// Nobody can be heard who advertises an address.
    mutating func watchRefused(_ target: NeighborTarget, _ context: inout Context) {
        for home in homes.map(\.homeAddress) {
            with(home, &context) { $0.watchRefused(target, &$1) }
        }
    }
}
