/// What is sent to a correspondent (RFC 6275 sections 11.6.1 and 11.7.2).
extension CorrespondentRegistration {
    /// The way of messages to a correspondent.
    struct Way: Sendable {
        let attachment: Attachment
        /// Where what goes directly leaves from: the home address at home.
        let source: IPv6Address
        /// The far end of the tunnel for what goes by the home agent; `nil` at home.
        let homeAgent: IPv6Address?

        init?(_ base: RouteBase, _ key: MobileRouteKey) {
            switch base {
            case .away(let attachment, let careOfAddress, let homeAgent):
                (self.attachment, source, self.homeAgent) = (attachment, careOfAddress, homeAgent)
            case .home(let attachment):
                (self.attachment, source, homeAgent) = (attachment, key.homeAddress, nil)
            case .none: return nil
            }
        }
    }

    /// Asks for a token, with a new cookie.
    mutating func send(_ test: ReturnRoutabilityTest, _ way: Way, _ context: inout Context) {
        let cookie = UInt64(random: context)
        cookies[test] = cookie
        let message: MobilityMessage
        var octets: [UInt8]
        var delivery = way.attachment.delivery
        switch test {
        case .home:
            message = .homeTestInit(HomeTestInit(homeInitCookie: cookie))
            octets = IPv6PacketBuilder(source: key.homeAddress, destination: key.correspondent)
                .packet(mobilityHeader: message.encoded())
            if way.homeAgent != nil, isHomeTestProtected {
                delivery = .protected
            } else if let homeAgent = way.homeAgent {
                octets = IPv6PacketBuilder(source: way.source, destination: homeAgent)
                    .packet(nextHeader: .ipv6, payload: octets, checksumOffset: nil)
            }
        case .careOf:
            message = .careOfTestInit(CareOfTestInit(careOfInitCookie: cookie))
            octets = IPv6PacketBuilder(source: way.source, destination: key.correspondent)
                .packet(mobilityHeader: message.encoded())
        }
        context.emit(.send(OutgoingPacket(octets: octets, delivery: delivery)))
        context.observe(.mobileNode(.testInitSent(test, key)))
    }

    /// Tells the correspondent where the node is: it knows both tokens, or the home token in a deletion.
    mutating func sendUpdate(_ way: Way, _ context: inout Context) {
        guard let homeToken, isDeletion || careOfToken != nil else { return }
        let lifetime = isDeletion ? 0 : lifetime(way, context)
        let returnRoutability = ReturnRoutability(authenticator: context.authenticator)
        let tokens = [homeToken] + (isDeletion ? [] : [careOfToken].compactMap { $0 })
        bindingManagementKey = returnRoutability.bindingManagementKey(of: tokens.map(\.token.octets))
        let update = BindingUpdate(
            sequenceNumber: numbering.next(), flags: .acknowledge,
            lifetime: UInt16(clamping: lifetime / LifetimePolicy.unit),
            options: [
                .nonceIndices(home: homeToken.nonceIndex, careOf: isDeletion ? 0 : careOfToken?.nonceIndex ?? 0),
                .bindingAuthorizationData([UInt8](repeating: 0, count: ReturnRoutability.authenticatorLength)),
            ])
        lastUpdate = SentUpdate(
            peer: key.correspondent, source: way.source,
            careOfAddress: isDeletion ? key.homeAddress : way.source, sequenceNumber: update.sequenceNumber,
            lifetime: lifetime, moment: context.now)
        var header = MobilityMessage.bindingUpdate(update).encoded()
        let covered = header.dropLast(ReturnRoutability.authenticatorLength)
        header.replaceSubrange(covered.endIndex..., with: code(over: covered, returnRoutability))
        var builder = IPv6PacketBuilder(source: way.source, destination: key.correspondent)
        builder.homeAddress = way.homeAgent == nil ? nil : key.homeAddress
        let octets = builder.packet(mobilityHeader: header)
        context.emit(.send(OutgoingPacket(octets: octets, delivery: way.attachment.delivery)))
        enter(.updating)
        context.observe(.mobileNode(.bindingUpdateSent(entry(at: context.now))))
    }

    /// The authenticator of an update, or of its answer (RFC 6275 section 6.2.7).
    func code(over header: ArraySlice<UInt8>, _ returnRoutability: ReturnRoutability) -> [UInt8] {
        returnRoutability.code(
            over: header, lastUpdate?.careOfAddress ?? key.homeAddress, key.correspondent, by: bindingManagementKey)
    }

    /// Seconds asked for: the home agent's binding, and the care-of address, last as long at least.
    private func lifetime(_ way: Way, _ context: Context) -> UInt32 {
        let bounds = [homeBindingExpiry, way.attachment.careOfAddressExpiry].compactMap { $0 }
            .map { UInt32(clamping: ($0 - context.now).components.seconds) }
        return max(bounds.reduce(CorrespondentNodeConfiguration.greatestLifetime, min) / LifetimePolicy.unit, 1)
            * LifetimePolicy.unit
    }
}
