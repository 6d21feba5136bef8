/// Makes the packet that answers a Binding Update (RFC 6275 sections 9.5.4 and 10.3.1).
struct BindingAcknowledgementWriter: Sendable {
    let authentication: Authentication

    /// - Parameters:
    ///   - sequenceNumber: the request's own, or with status 135 the last accepted one.
    ///   - lifetime: granted, in seconds, a multiple of 4.
    ///   - options: before that which authenticates.
    ///   - isOnHomeLink: the request came from the mobile node itself on its home link.
    func packet(
        answering request: RegistrationRequest, status: BindingStatus, sequenceNumber: UInt16, lifetime: UInt32,
        options: [MobilityOption], isOnHomeLink: Bool
    ) -> OutgoingPacket {
        let message = BindingAcknowledgement(
            status: status, flags: [], sequenceNumber: sequenceNumber,
            lifetime: UInt16(clamping: lifetime / LifetimePolicy.unit), options: options)
        let header =
            request.securityAssociation.map { authentication.sign(message, answering: request, by: $0) }
            ?? MobilityMessage.bindingAcknowledgement(message).encoded()
        return OutgoingPacket(
            octets: request.answer(header), delivery: delivery(to: request, isOnHomeLink: isOnHomeLink))
    }

    /// A node at home is answered at the link-layer address it sent from: while its binding stands, neighbor
    /// discovery for the home address leads back to this home agent (RFC 6275 section 10.3.2). What came under ESP is
    /// answered under ESP, a refusal too.
    private func delivery(to request: RegistrationRequest, isOnHomeLink: Bool) -> OutgoingPacket.Delivery {
        if request.protection != nil { return .protected }
        if isOnHomeLink, request.source == request.homeAddress, let linkLayer = request.linkLayerSource {
            return .neighbor(request.interface, linkLayer)
        }
        return .reply(to: request.source, on: request.interface)
    }
}

extension RegistrationRequest {
    /// The packet that takes a Binding Acknowledgement to where the request came from (RFC 6275 section 9.5.4).
    func answer(_ acknowledgement: [UInt8]) -> [UInt8] {
        var builder = IPv6PacketBuilder(source: homeAgentAddress, destination: source)
        builder.routingHeaderHomeAddress = routingHeaderHomeAddress
        return builder.packet(mobilityHeader: acknowledgement)
    }

    /// A node at home needs none, and what asked for a home address in vain has none.
    private var routingHeaderHomeAddress: IPv6Address? {
        source == homeAddress || homeAddress.isUnspecified ? nil : homeAddress
    }
}
