/// Bindings that are made and end (RFC 6275 sections 9.5.2, 9.5.3 and 9.6).
extension CorrespondentNode {
    /// A binding that was in use or registered within this time gives its place to nobody.
    private static let protection = Duration.seconds(60)

    /// Makes a binding of an acceptable registration, once its direct way is there.
    mutating func register(_ authentic: CorrespondentRequest, _ context: inout Context) {
        let key = authentic.request.routeOptimizationKey
        let former = cache[key]
        guard former != nil || makeRoom(&context) else {
            return refuse(authentic.request, .bindingsExhausted, signedBy: authentic.key, &context)
        }
        context.observe(.requestAccepted(authentic.request))
        if former?.careOfAddress == authentic.request.careOfAddress { return bind(authentic, &context) }
        awaiting = authentic
        context.emit(.beginRouteOptimization(authentic.request.routeOptimizationEntry))
    }

    /// The forwarding plane answered: the binding stands, or it never was.
    mutating func routeOptimizationBegun(
        _ entry: RouteOptimizationEntry, _ result: ForwardingResult, _ context: inout Context
    ) {
        guard let authentic = awaiting, authentic.request.routeOptimizationEntry == entry else { return }
        awaiting = nil
        if result == .installed { return bind(authentic, &context) }
        context.observe(.correspondent(.forwardingFailed(entry, result)))
        end(entry.key, .notForwarded, &context)
        let refusal: RegistrationRefusal = result == .full ? .forwardingFull : .forwardingFailed
        refuse(authentic.request, refusal, signedBy: authentic.key, &context)
    }

    private mutating func bind(_ authentic: CorrespondentRequest, _ context: inout Context) {
        let request = authentic.request
        let former = cache[request.routeOptimizationKey]
        let lifetime = granted(units: request.lifetime, context.configuration)
        let binding = CorrespondentBinding(request, lifetime: lifetime, at: context.now, after: former)
        cache.store(binding)
        memory.forget(binding.key)
        scheduleCheck(of: binding, &context)
        context.observe(.correspondent(former == nil ? .bindingCreated(binding) : .bindingUpdated(binding)))
        acknowledgeIfAsked(authentic, lifetime: lifetime, &context)
    }

    /// Deletes a binding, if there is one: none is made of a deletion, but it goes on guarding against older updates.
    mutating func delete(_ authentic: CorrespondentRequest, _ context: inout Context) {
        let request = authentic.request
        context.observe(.requestAccepted(request))
        end(request.routeOptimizationKey, .deleted, &context)
        remember(request.sequenceNumber, acceptedAt: context.now, for: request.routeOptimizationKey, &context)
        acknowledgeIfAsked(authentic, lifetime: 0, &context)
    }

    private func acknowledgeIfAsked(
        _ authentic: CorrespondentRequest, lifetime: UInt32, _ context: inout Context
    ) {
        guard authentic.request.flags.contains(.acknowledge) else { return }
        acknowledge(authentic.request, .accepted, lifetime: lifetime, signedBy: authentic.key, &context)
    }

    /// Seconds granted to a node that asks for `units`, a multiple of 4.
    private func granted(units: UInt16, _ configuration: MobilityConfiguration) -> UInt32 {
        let bound = min(
            configuration.correspondentNode.maximumLifetime, configuration.homeAgent.maximumLifetime ?? .max)
        return LifetimePolicy(maximum: bound, prefixValid: .max, prefixPreferred: .max).granted(units: units)
    }

    /// Ends a binding, if there is one; its sequence number goes on guarding against old updates.
    mutating func end(_ key: RouteOptimizationKey, _ reason: CorrespondentBindingEnd, _ context: inout Context) {
        guard let binding = cache.remove(key) else { return }
        context.timers.cancel(.correspondentBinding(key))
        context.emit(.endRouteOptimization(key))
        context.observe(.correspondent(.bindingEnded(binding, reason)))
        remember(binding.sequenceNumber, acceptedAt: binding.acceptance, for: key, &context)
    }

    /// The operator clears bindings.
    mutating func clear(_ selector: BindingSelector, _ context: inout Context) {
        for binding in cache.page(of: selector, from: nil, examining: .max).bindings {
            end(binding.key, .cleared, &context)
        }
    }

    /// This node is a correspondent no more: what it knew, and what it told, counts no more.
    mutating func withdraw(_ context: inout Context) {
        for key in Array(cache.inOrder) { end(key, .withdrawn, &context) }
        nonces.invalidate(through: context.now)
        memory.forget(through: context.now)
        context.timers.cancel(.replayMemory)
    }

    // MARK: Room

    /// How many bindings there may be: home registrations take their places first.
    private func limit(_ context: Context) -> Int {
        let configuration = context.configuration
        let own = Int(configuration.correspondentNode.maximumBindings)
        guard let whole = configuration.homeAgent.maximumBindings else { return own }
        return min(own, max(0, Int(whole) - homeRegistrations))
    }

    private mutating func makeRoom(_ context: inout Context) -> Bool {
        while cache.bindings.count >= limit(context) {
            guard let idle = cache.leastRecentlyUsed, idle.moment + Self.protection <= context.now else {
                return false
            }
            end(idle.key, .evicted, &context)
        }
        return true
    }

    /// Gives up what there is no room for any more, the least recently used first.
    mutating func follow(homeRegistrations count: Int, _ context: inout Context) {
        homeRegistrations = count
        while cache.bindings.count > limit(context), let idle = cache.leastRecentlyUsed {
            end(idle.key, .evicted, &context)
        }
    }

    // MARK: Replay

    /// What was accepted by now had its nonces by then, and they are accepted no longer than the lifetime of a nonce.
    private mutating func remember(
        _ sequenceNumber: UInt16, acceptedAt acceptance: Instant, for key: RouteOptimizationKey,
        _ context: inout Context
    ) {
        guard acceptance + NonceTable.lifetime > context.now else { return }
        memory.retain(sequenceNumber, acceptedAt: acceptance, for: key)
        if memory.isOverfull, let earliest = memory.earliest {
            nonces.invalidate(through: earliest)
            memory.forget(through: earliest)
            context.observe(.correspondent(.noncesInvalidated))
        }
        scheduleForgetting(&context)
    }

    /// The earliest of what is remembered guards against nothing any more.
    mutating func memoryDeadline(_ context: inout Context) {
        memory.forget(through: context.now + (.zero - NonceTable.lifetime))
        scheduleForgetting(&context)
    }

    private func scheduleForgetting(_ context: inout Context) {
        guard let earliest = memory.earliest else { return context.timers.cancel(.replayMemory) }
        context.timers.schedule(.replayMemory, at: earliest + NonceTable.lifetime)
    }
}
