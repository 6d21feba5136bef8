/// What comes back from a correspondent (RFC 6275 sections 11.6.2, 11.6.3 and 11.7.3).
extension CorrespondentRegistration {
    /// A Home Test or a Care-of Test.
    struct Test: Sendable {
        let kind: ReturnRoutabilityTest
        let cookie: UInt64
        let token: UInt64
        let nonceIndex: UInt16
        /// Where it arrived.
        let address: IPv6Address
    }

    /// Takes a token in.
    /// - Returns: why the message is dropped; `nil` if it is not.
    mutating func received(_ test: Test, _ base: RouteBase, _ context: inout Context) -> DropReason? {
        guard phase == .testing, let cookie = cookies[test.kind], cookie == test.cookie, let way = Way(base, key),
            test.kind == .home || test.address == way.source
        else { return .testUnexpected }
        cookies[test.kind] = nil
        let token = KeygenToken(
            test.token, nonceIndex: test.nonceIndex, address: test.address, arrival: context.now)
        if test.kind == .home { homeToken = token } else { careOfToken = token }
        context.observe(.mobileNode(.testReceived(test.kind, key)))
        if cookies.isEmpty {
            timeout = RegistrationExchange.initialTimeout
            advance(base, &context)
        }
        return nil
    }

    /// Takes an acknowledgement in.
    /// - Returns: why the message is dropped; `nil` if it is not.
    mutating func received(_ answer: MobileNode.Answer, _ base: RouteBase, _ context: inout Context) -> DropReason? {
        let acknowledgement = answer.acknowledgement
        guard phase == .updating, let update = lastUpdate, answer.source == update.peer,
            answer.destination == update.source, answer.hasRoutingHeader == (update.source != key.homeAddress),
            acknowledgement.sequenceNumber == update.sequenceNumber
                || acknowledgement.status == .sequenceNumberOutOfWindow
        else { return .acknowledgementUnexpected }
        if let reason = fault(of: answer, context) { return reason }
        context.observe(.mobileNode(.bindingAcknowledged(entry(at: context.now), acknowledgement.status)))
        switch acknowledgement.status {
        case .sequenceNumberOutOfWindow:
            if numbering.exceed(acknowledgement.sequenceNumber) { tryAgain(base, &context) }
        case .expiredHomeNonceIndex:
            homeToken = nil
            tryAgain(base, &context)
        case .expiredCareOfNonceIndex:
            careOfToken = nil
            tryAgain(base, &context)
        case .expiredNonces:
            (homeToken, careOfToken) = (nil, nil)
            tryAgain(base, &context)
        case let status where status.isAccepted && (isDeletion || acknowledgement.lifetime == 0):
            forget(&context)
        case let status where status.isAccepted:
            accepted(acknowledgement, update, base, &context)
        default: refuse(&context)
        }
        return nil
    }

    /// Only who has expired nonces cannot authenticate that (RFC 6275 section 9.5.4).
    private func fault(of answer: MobileNode.Answer, _ context: Context) -> DropReason? {
        let acknowledgement = answer.acknowledgement
        guard case .bindingAuthorizationData(let received) = acknowledgement.options.last else {
            let isExcused = [BindingStatus.expiredHomeNonceIndex, .expiredCareOfNonceIndex, .expiredNonces]
                .contains(acknowledgement.status)
            return isExcused ? nil : .authorizationDataMissing
        }
        guard received.count == ReturnRoutability.authenticatorLength,
            answer.message.optionRanges.last?.upperBound == answer.message.length
        else { return .authorizationDataMisplaced }
        let covered = answer.octets.prefix(answer.message.length - received.count)
        let code = code(over: covered, ReturnRoutability(authenticator: context.authenticator))
        return ConstantTime.equal(code, received) ? nil : .authorizationDataWrong
    }

    /// Does better, but not for ever.
    private mutating func tryAgain(_ base: RouteBase, _ context: inout Context) {
        failures += 1
        if failures >= Self.greatestNumberOfFailures { return refuse(&context) }
        advance(base, &context)
    }

    private mutating func accepted(
        _ acknowledgement: BindingAcknowledgement, _ update: SentUpdate, _ base: RouteBase, _ context: inout Context
    ) {
        let granted = UInt32(acknowledgement.lifetime) * LifetimePolicy.unit
        binding = Acknowledged(
            careOfAddress: update.careOfAddress, lifetime: granted, acceptance: update.moment,
            expiry: update.expiry(granted: granted))
        failures = 0
        enter(.registered)
        if let way = Way(base, key), way.source == update.careOfAddress { beginRoute(way, &context) }
        scheduleCheck(&context)
    }

    /// Has packets take the direct way, or another one.
    mutating func beginRoute(_ way: Way, _ context: inout Context) {
        let route = MobileRoute(
            key: key, careOfAddress: way.source, interface: way.attachment.interface, router: way.attachment.router)
        guard route != self.route else { return }
        if self.route == nil { use = RouteOptimizationUse() }
        self.route = route
        context.emit(.mobileNode(.beginRoute(route)))
    }

    /// Sets the next moment at which the binding is looked at: it ends, or is to be renewed.
    func scheduleCheck(_ context: inout Context) {
        guard let binding else { return }
        let regular = min(context.now + Self.checkInterval, binding.expiry)
        context.timers.schedule(timer, at: binding.refresh > context.now ? min(regular, binding.refresh) : regular)
    }

    /// The forwarding plane says how much the way was used: one that is in use is renewed in time.
    mutating func used(_ use: RouteOptimizationUse, _ base: RouteBase, _ context: inout Context) {
        let isInUse = use != self.use
        self.use = use
        guard isInUse else { return }
        lastUse = context.now
        if phase == .registered, let binding, binding.refresh <= context.now {
            begin(isDeletion: false, base, &context)
        }
    }

    /// Something is due.
    mutating func deadline(_ base: RouteBase, _ context: inout Context) {
        switch phase {
        case .idle: return
        case .testing, .updating:
            if let binding, binding.expiry <= context.now { endRoute(&context) }
            answerMissed(base, &context)
        case .registered:
            guard let binding, binding.expiry > context.now else { return forget(&context) }
            scheduleCheck(&context)
            if route != nil { context.emit(.mobileNode(.askRouteUse(key))) }
        case .refused: enter(.idle)
        }
    }
}
