/// Who is told of home prefixes, and when.
extension HomeAgent {
    /// A binding was made or changed.
    ///
    /// A further registration begins again with what was not acknowledged: the node may be elsewhere now.
    mutating func tellPrefixes(to binding: Binding, _ context: inout Context) {
        switch prefixAdvertiser.deliveries[binding.homeAddress]?.phase {
        case .sent, .unacknowledged:
            schedule(binding, after: .zero, .furtherRegistration, &context)
        case .quiet, .scheduled, nil:
            takeChange(to: binding, &context)
        }
        prefixAdvertiser.plan(&context)
    }

    /// A binding ended.
    mutating func tellPrefixesNoMore(to homeAddress: IPv6Address, _ context: inout Context) {
        prefixAdvertiser.deliveries[homeAddress] = nil
        prefixAdvertiser.plan(&context)
    }

    /// What is told of home links may have changed.
    mutating func toldPrefixesChanged(
        to prefixes: [String: HomePrefixes?], _ context: inout Context
    ) {
        let settings = context.configuration.homeAgent.prefixDiscovery
        if prefixAdvertiser.follow(prefixes, settings, &context), !cache.bindings.isEmpty {
            prefixAdvertiser.beginRound()
        }
        prefixAdvertiser.plan(&context)
    }

    /// Takes what changed to the next bindings.
    mutating func takeChanges(_ context: inout Context) {
        for binding in prefixAdvertiser.takePage(of: cache) { takeChange(to: binding, &context) }
    }

    /// Sees to it that a mobile node is told what it does not know. What is scheduled already leaves at its time, with
    /// what there is to tell then.
    private mutating func takeChange(to binding: Binding, _ context: inout Context) {
        guard let version = prefixAdvertiser.version(of: binding.homeLink) else {
            prefixAdvertiser.deliveries[binding.homeAddress] = nil
            return
        }
        guard let delivery = prefixAdvertiser.deliveries[binding.homeAddress] else {
            return scheduleAtRandom(binding, .registration, &context)
        }
        guard delivery.version != version else { return }
        if delivery.phase == .scheduled {
            prefixAdvertiser.deliveries[binding.homeAddress]?.version = version
        } else {
            scheduleAtRandom(binding, .change, &context)
        }
    }

    /// Schedules an advertisement after RAND_ADV_DELAY.
    mutating func scheduleAtRandom(_ binding: Binding, _ reason: PrefixAdvertisementReason, _ context: inout Context) {
        let preferred = policy(for: binding.homeAddress, context).prefixPreferred
        let interval = context.configuration.homeAgent.prefixDiscovery.interval
        schedule(binding, after: interval.delay(preferred: preferred, &context.random), reason, &context)
    }

    private mutating func schedule(
        _ binding: Binding, after delay: Duration, _ reason: PrefixAdvertisementReason, _ context: inout Context
    ) {
        guard let version = prefixAdvertiser.version(of: binding.homeLink) else { return }
        prefixAdvertiser.deliveries[binding.homeAddress] = PrefixDelivery(
            phase: .scheduled, due: context.now + delay, version: version)
        context.observe(.prefixAdvertisementScheduled(homeAddress: binding.homeAddress, after: delay, reason))
    }

    /// An advertisement has left: it is repeated until a solicitation acknowledges it, and one that answers a
    /// solicitation needs none.
    mutating func prefixesTold(to binding: Binding, _ occasion: PrefixAdvertisementOccasion, _ context: inout Context) {
        guard let version = prefixAdvertiser.version(of: binding.homeLink) else { return }
        let times: UInt8 =
            if case .sent(let times) = prefixAdvertiser.deliveries[binding.homeAddress]?.phase { times + 1 } else { 1 }
        let phase: PrefixDelivery.Phase = occasion == .solicited ? .quiet : .sent(times: times)
        let wait = occasion == .solicited ? greatestPrefixInterval(context) : PrefixDelivery.wait(after: times)
        prefixAdvertiser.deliveries[binding.homeAddress] = PrefixDelivery(
            phase: phase, due: context.now + wait, version: version)
    }

    /// The last retransmission was not acknowledged either.
    mutating func prefixesUnacknowledged(by homeAddress: IPv6Address, _ context: inout Context) {
        guard let version = prefixAdvertiser.deliveries[homeAddress]?.version else { return }
        prefixAdvertiser.deliveries[homeAddress] = PrefixDelivery(
            phase: .unacknowledged, due: context.now + greatestPrefixInterval(context), version: version)
        context.observe(.prefixAdvertisementUnacknowledged(homeAddress: homeAddress))
    }

    private func greatestPrefixInterval(_ context: Context) -> Duration {
        .seconds(Int64(context.configuration.homeAgent.prefixDiscovery.interval.maximum))
    }
}
