extension HomeAgent {
    /// What is to be done about an authentic Binding Update.
    enum Decision: Sendable {
        case drop(DropReason)
        case refuse(RegistrationRefusal)
        case delete
        case register(HomeLink)
    }

    /// Goes through the checks of RFC 6275 sections 9.5.1, 10.3.1 and 10.3.2 in their order.
    func decide(on request: RegistrationRequest, hasNonceIndices: Bool, _ context: inout Context) -> Decision {
        let isHomeRegistration = request.flags.contains(.homeRegistration)
        if isHomeRegistration, hasNonceIndices { return .drop(.nonceIndicesInHomeRegistration) }
        // By a shared key alone nobody becomes a correspondent's mobile node.
        if !isHomeRegistration, cache[request.homeAddress] == nil { return .drop(.correspondentRegistration) }
        if request.protectingTimestamp == nil, let last = cache.lastSequenceNumber(for: request.homeAddress),
            !SequenceNumber.isNewer(request.sequenceNumber, than: last)
        {
            return .refuse(.sequenceNumber)
        }
        if !isHomeRegistration { return .refuse(.registrationType) }
        if homeLinks.isEmpty { return .refuse(.noHomeLink) }
        if let present = pending[request.homeAddress]?.request, isOlder(request, than: present) {
            return .drop(.supersededBindingUpdate)
        }
        return request.isDeletion ? decideOnDeletion(request) : decideOnRegistration(request, &context)
    }

    private func isOlder(_ request: RegistrationRequest, than present: RegistrationRequest) -> Bool {
        if let timestamp = request.protectingTimestamp?.timestamp {
            return present.timestamp?.isLater(than: timestamp) ?? false
        }
        return present.sequenceNumber != request.sequenceNumber
            && !SequenceNumber.isNewer(request.sequenceNumber, than: present.sequenceNumber)
    }

    private func decideOnDeletion(_ request: RegistrationRequest) -> Decision {
        let isKnown = cache[request.homeAddress] != nil || pending[request.homeAddress] != nil
        return isKnown ? .delete : .refuse(.notRegistered)
    }

    private func decideOnRegistration(_ request: RegistrationRequest, _ context: inout Context) -> Decision {
        guard let homeLink = homeLinks.homeLink(of: request.homeAddress) else { return .refuse(.notOnHomeLink) }
        if isOwn(request.homeAddress, context) { return .refuse(.ownAddress) }
        if !areFiltersPassed(by: request, on: homeLink, &context) { return .refuse(.filtered) }
        if !isAcceptable(careOfAddress: request.careOfAddress, for: request.homeAddress, context) {
            return .refuse(.careOfAddress)
        }
        let policy = policy(for: request.homeAddress, context)
        if policy.prefixValid == 0 { return .refuse(.prefixExpired) }
        if policy.granted(units: request.lifetime) == 0 { return .refuse(.noLifetime) }
        if let refusal = wantOfRoom(for: request.homeAddress, context) { return .refuse(refusal) }
        return .register(homeLink)
    }

    /// The address is this node's own, or an anycast address of a link of this router, which is this node's as well.
    private func isOwn(_ address: IPv6Address, _ context: Context) -> Bool {
        context.links.isLocal(address) || context.configuration.isRouter && context.links.isAnycast(address)
            || homeLinks.homeLink(of: address)?.isRouterAddress(address) == true
    }

    /// A tunnel must not lead to itself, to this node, or into another tunnel of this node
    /// (RFC 6275 section 15.1).
    private func isAcceptable(careOfAddress: IPv6Address, for homeAddress: IPv6Address, _ context: Context) -> Bool {
        careOfAddress != homeAddress && cache[careOfAddress] == nil && pending[careOfAddress] == nil
            && !isOwn(careOfAddress, context)
    }

    private func wantOfRoom(for homeAddress: IPv6Address, _ context: Context) -> RegistrationRefusal? {
        if cache[homeAddress] != nil || pending[homeAddress] != nil { return nil }
        if pending.count >= Self.maximumPending { return .registrationsExhausted }
        guard let maximum = context.configuration.homeAgent.maximumBindings else { return nil }
        return cache.bindings.count + pending.count < Int(maximum) ? nil : .bindingsExhausted
    }

    /// How long a binding of a home address may last as things are.
    func policy(for homeAddress: IPv6Address, _ context: Context) -> LifetimePolicy {
        let prefix = prefixLifetimes(of: homeAddress, context)
        return LifetimePolicy(
            maximum: context.configuration.homeAgent.maximumLifetime, prefixValid: prefix?.valid ?? 0,
            prefixPreferred: prefix?.preferred ?? 0)
    }

    /// What is left of the lifetimes of a home prefix; `nil` when it is valid no more.
    private func prefixLifetimes(
        of homeAddress: IPv6Address, _ context: Context
    ) -> (valid: UInt32, preferred: UInt32)? {
        guard let homeLink = homeLinks.homeLink(of: homeAddress),
            let prefix = homeLink.prefix(of: homeAddress)
        else { return nil }
        return context.configuration.interfaces[homeLink.name]?.prefixes.lifetimes(of: prefix, at: context.now)
    }
}
