/// What concerns this node as a correspondent.
extension Engine {
    /// How many correspondent bindings there are.
    public var numberOfCorrespondentBindings: Int { correspondentNode.cache.bindings.count }

    /// A page of the correspondent bindings that are meant, in the order of their home addresses.
    /// - Parameters:
    ///   - first: where the page begins: `nil`, or what the page before it says.
    ///   - limit: how many bindings are looked at, whether they are meant or not; what the page costs.
    public func correspondentBindings(
        matching selector: BindingSelector, from first: RouteOptimizationKey? = nil, examining limit: Int
    ) -> CorrespondentBindingPage {
        correspondentNode.cache.page(of: selector, from: first, examining: limit)
    }

    /// The correspondent binding between two addresses.
    public func correspondentBinding(of key: RouteOptimizationKey) -> CorrespondentBinding? {
        correspondentNode.cache[key]
    }

    /// A Binding Update goes to the role that it is for: to the home agent with the H flag, or with a shared key, and
    /// else to the correspondent (RFC 6275 section 9.5.1).
    mutating func receivedUsableBindingUpdate(
        _ update: BindingUpdate, _ message: ParsedMobilityHeader, octets: ArraySlice<UInt8>,
        _ request: RegistrationRequest
    ) {
        let isForHomeAgent =
            update.flags.contains(.homeRegistration)
            || !update.hasNonceIndices && update.options.contains { $0.isAuthentication(.mobileNodeHomeAgent) }
        guard !isForHomeAgent else {
            return homeAgent.received(
                update, message: message, octets: octets, request: request, context: &context)
        }
        correspondentNode.received(
            update, message: message, octets: octets, request: request,
            homeRegistration: homeAgent.cache[request.homeAddress], &context)
    }

    /// A Home Address option came that the forwarding plane finds no binding for (RFC 6275 section 9.3.1). The packet is
    /// dropped, whatever follows; a Binding Error tells its sender, if it can be told.
    mutating func homeAddressOptionUnverified(_ packet: UnacceptablePacket) {
        if let reason = reasonForSilence(about: packet) {
            return context.observe(.dropped(reason, source: packet.source, interface: packet.interface))
        }
        errors.bindingError(.unknownBinding, about: packet, &context)
    }

    private func reasonForSilence(about packet: UnacceptablePacket) -> DropReason? {
        if !context.configuration.isEnabled { return .mobilityDisabled }
        if !context.isCorrespondent { return .correspondentNodeDisabled }
        if isShared(packet.destination) { return .destinationNotUnicast }
        return packet.homeAddress?.isUnicastRoutable == true ? nil : .homeAddressNotRoutable
    }
}
