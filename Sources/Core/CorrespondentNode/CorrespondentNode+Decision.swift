/// The checks of RFC 6275 section 9.5.1. Who it is goes before everything that an answer could tell.
extension CorrespondentNode {
    /// How far a Binding Update proved its origin.
    enum Verdict: Sendable {
        /// It did.
        case authentic(CorrespondentRequest)
        /// It may well be what it says, but nobody can tell any more.
        case noncesExpired(RegistrationRefusal)
        /// Not at all: no answer is due.
        case silent(DropReason)
    }

    /// Judges where a Binding Update comes from.
    func verify(
        _ request: RegistrationRequest, _ update: BindingUpdate, message: ParsedMobilityHeader,
        octets: ArraySlice<UInt8>, _ context: Context
    ) -> Verdict {
        // What asks for a home address needs a home agent.
        guard request.homeAddress.isUnicastRoutable else { return .silent(.homeAddressNotRoutable) }
        guard let indices = update.nonceIndices else { return .silent(.correspondentRegistration) }
        guard let received = update.bindingAuthorizationData else { return .silent(.authorizationDataMissing) }
        guard isInPlace(received, update, message) else { return .silent(.authorizationDataMisplaced) }
        let home = nonces.nonce(indices.home, at: context.now)
        let careOf = request.isDeletion ? nil : nonces.nonce(indices.careOf, at: context.now)
        guard let home else {
            return .noncesExpired(request.isDeletion || careOf != nil ? .expiredHomeNonce : .expiredNonces)
        }
        var tokens = [returnRoutability.token(.home, of: request.homeAddress, by: home)]
        if !request.isDeletion {
            guard let careOf else { return .noncesExpired(.expiredCareOfNonce) }
            tokens.append(returnRoutability.token(.careOf, of: request.careOfAddress, by: careOf))
        }
        let key = returnRoutability.bindingManagementKey(of: tokens)
        let code = returnRoutability.code(
            over: octets.prefix(message.length - received.count), request.authenticatedAddress,
            request.homeAgentAddress, by: key)
        guard ConstantTime.equal(code, received) else { return .silent(.authorizationDataWrong) }
        return .authentic(CorrespondentRequest(request: request, key: key))
    }

    /// Whether the authenticator has its length, is the only one, and ends the message (RFC 6275 section 6.2.7).
    private func isInPlace(
        _ authenticator: [UInt8], _ update: BindingUpdate, _ message: ParsedMobilityHeader
    ) -> Bool {
        let places = update.options.indices.filter {
            if case .bindingAuthorizationData = update.options[$0] { true } else { false }
        }
        return authenticator.count == ReturnRoutability.authenticatorLength && places == [update.options.count - 1]
            && message.optionRanges.last?.upperBound == message.length
    }

    /// Why an authentic Binding Update is refused; `nil` if it is not.
    func refusal(
        of request: RegistrationRequest, homeRegistration: Binding?, _ context: inout Context
    ) -> RegistrationRefusal? {
        if let last = lastSequenceNumber(for: request.routeOptimizationKey),
            !SequenceNumber.isNewer(request.sequenceNumber, than: last)
        {
            return .sequenceNumber
        }
        if homeRegistration?.homeAgentAddress == request.homeAgentAddress { return .registrationType }
        if request.isDeletion { return nil }
        if leadsInACircle(request, context) { return .careOfAddress }
        return isPermitted(request, &context) ? nil : .filtered
    }

    /// Whether packets by the direct way would come back here, or need another direct way (RFC 6275 section 15.1).
    private func leadsInACircle(_ request: RegistrationRequest, _ context: Context) -> Bool {
        request.careOfAddress == request.homeAddress || context.links.isLocal(request.careOfAddress)
            || cache.isHomeAddress(request.careOfAddress) || cache.isCareOfAddress(request.homeAddress)
    }

    /// Whether the operator's filters let a registration pass.
    private func isPermitted(_ request: RegistrationRequest, _ context: inout Context) -> Bool {
        let message = FilteredMessage(request)
        let configuration = context.configuration
        guard context.isPermitted(request.source, message, by: configuration.bindingFilter) ?? true else {
            return false
        }
        guard let policy = configuration.correspondentNode.routeOptimization,
            let isListed = context.isPermitted(request.homeAddress, message, by: policy.prefixList)
        else { return true }
        return isListed == (policy.action == .permit)
    }
}

extension BindingUpdate {
    /// Which nonces its tokens were made with (RFC 6275 section 6.2.6); of several options the first counts.
    var nonceIndices: (home: UInt16, careOf: UInt16)? {
        for case .nonceIndices(let home, let careOf) in options { return (home, careOf) }
        return nil
    }

    /// Its authenticator (RFC 6275 section 6.2.7); of several the last.
    fileprivate var bindingAuthorizationData: [UInt8]? {
        for case .bindingAuthorizationData(let authenticator) in options.reversed() { return authenticator }
        return nil
    }
}

extension RegistrationRefusal {
    /// Whether a correspondent says so even to a mobile node that did not ask for an acknowledgement (RFC 6275 section
    /// 9.5.4).
    var isAlwaysAnswered: Bool {
        switch status {
        case .sequenceNumberOutOfWindow, .expiredHomeNonceIndex, .expiredCareOfNonceIndex, .expiredNonces,
            .insufficientResources:
            true
        default: false
        }
    }
}
