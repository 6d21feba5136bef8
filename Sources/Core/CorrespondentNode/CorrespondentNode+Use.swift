/// Bindings while they live: whether they are in use, and whether they still lead anywhere.
extension CorrespondentNode {
    /// How often the forwarding plane is asked for the use of a binding.
    private static let checkInterval = Duration.seconds(30)

    /// Sets the next moment at which a binding is looked at: it expires, or may need a refresh.
    func scheduleCheck(of binding: CorrespondentBinding, _ context: inout Context) {
        let regular = min(context.now + Self.checkInterval, binding.expiry)
        let next = binding.refreshMoment > context.now ? min(regular, binding.refreshMoment) : regular
        context.timers.schedule(.correspondentBinding(binding.key), at: next)
    }

    /// It is time to look at a binding.
    mutating func bindingDeadline(_ key: RouteOptimizationKey, _ context: inout Context) {
        guard let binding = cache[key] else { return }
        if binding.expiry <= context.now { return end(key, .expired, &context) }
        scheduleCheck(of: binding, &context)
        context.emit(.askRouteOptimizationUse(key))
    }

    /// The forwarding plane says how much a binding was used.
    mutating func routeOptimizationUsed(
        _ key: RouteOptimizationKey, _ use: RouteOptimizationUse, _ context: inout Context
    ) {
        guard var binding = cache[key] else { return }
        let former = binding.use
        if use.packetsReceived != former.packetsReceived { binding.unreachability = nil }
        if binding.unreachability?.isPersistent == true { return end(key, .unreachable, &context) }
        binding.use = use
        if use != former { binding.lastUse = context.now }
        cache.store(binding)
        if use != former, binding.refreshMoment <= context.now { requestRefresh(of: binding, &context) }
    }

    /// A router says that a mobile node is not where its binding says. Whether it still sends from there decides.
    mutating func routeOptimizationUnreachable(_ entry: RouteOptimizationEntry, _ context: inout Context) {
        guard var binding = cache[entry.key], binding.careOfAddress == entry.careOfAddress else { return }
        if binding.unreachability == nil {
            binding.unreachability = Unreachability(at: context.now)
        } else {
            binding.unreachability?.record(at: context.now)
        }
        cache.store(binding)
        if binding.unreachability?.isPersistent == true { context.emit(.askRouteOptimizationUse(entry.key)) }
    }

    /// Asks the mobile node, by its home agent, to register again (RFC 6275 section 9.5.5): a Mobility Header never takes
    /// the direct way.
    private func requestRefresh(of binding: CorrespondentBinding, _ context: inout Context) {
        let builder = IPv6PacketBuilder(source: binding.key.ownAddress, destination: binding.key.homeAddress)
        let message = MobilityMessage.bindingRefreshRequest(BindingRefreshRequest())
        let octets = builder.packet(mobilityHeader: message.encoded())
        context.emit(.send(OutgoingPacket(octets: octets, delivery: .routed)))
        context.observe(.correspondent(.refreshRequested(binding)))
    }
}
