/// When mobile nodes are asked which groups they listen to (RFC 6275 section 10.4.3, RFC 3810 section 7.1).
extension HomeAgent {
    /// A node went away: it is asked at once, and soon again.
    mutating func beginQueries(of binding: Binding, _ context: inout Context) {
        guard context.configuration.forwardsMulticast else { return }
        startupQueriesLeft[binding.homeAddress] = MulticastConfiguration.robustness
        queryDeadline(binding.homeAddress, &context)
    }

    /// It is away no more.
    mutating func endQueries(of homeAddress: IPv6Address, _ context: inout Context) {
        startupQueriesLeft[homeAddress] = nil
        context.timers.cancel(.listenerQuery(homeAddress: homeAddress))
    }

    /// Multicast is forwarded from now on, or no more, or queries go at another pace: nodes that are away already are
    /// asked one after the other.
    mutating func multicastConfigured(after former: MulticastConfiguration?, _ context: inout Context) {
        let present = context.configuration.forwardsMulticast ? context.configuration.homeAgent.multicast : nil
        if present == nil { endMemberships(&context) }
        guard present?.queryInterval != former?.queryInterval else { return }
        for homeAddress in cache.inOrder.map(\.homeAddress) {
            endQueries(of: homeAddress, &context)
            guard let present else { continue }
            startupQueriesLeft[homeAddress] = MulticastConfiguration.robustness
            let delay = context.random.next(upTo: present.startupQueryInterval)
            context.schedule(.listenerQuery(homeAddress: homeAddress), after: delay)
        }
    }

    /// It is time for the next General Query in a tunnel.
    mutating func queryDeadline(_ homeAddress: IPv6Address, _ context: inout Context) {
        guard let binding = cache[homeAddress] else { return }
        let multicast = context.configuration.homeAgent.multicast
        let left = startupQueriesLeft[homeAddress, default: 0]
        startupQueriesLeft[homeAddress] = left > 1 ? left - 1 : nil
        context.schedule(
            .listenerQuery(homeAddress: homeAddress),
            after: left > 1 ? multicast.startupQueryInterval : .seconds(Int64(multicast.queryInterval)))
        query(binding, about: nil, &context)
    }

    func query(_ binding: Binding, about group: IPv6Address?, _ context: inout Context) {
        context.emit(.send(ListenerQueries.query(of: binding, about: group, context.configuration)))
        context.observe(.listenerQuerySent(homeAddress: binding.homeAddress, group: group))
    }
}

extension MobilityConfiguration {
    /// Whether mobile nodes that are away are served with multicast.
    public var forwardsMulticast: Bool { isEnabled && homeAgent.multicast.isEnabled }
}

extension RandomSource {
    /// A time from nothing up to `duration`, in milliseconds.
    fileprivate mutating func next(upTo duration: Duration) -> Duration {
        .milliseconds(Int64.random(in: 0...Int64(duration / .milliseconds(1)), using: &self))
    }
}
