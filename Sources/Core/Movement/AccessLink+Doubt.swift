/// Asking the router in use whether it is still there (RFC 6275 section 11.5.1, RFC 4861 section 7.3).
extension AccessLink {
    mutating func beginDoubt(_ context: inout Context) {
        guard doubt == nil, let router = routers.first else { return }
        doubt = RouterDoubt(at: max(context.now, lastProbe.map { $0 + RouterDoubt.distance } ?? context.now))
        context.observe(.mobileNode(.routerProbed(target(router))))
        followWatches(&context)
    }

    /// Does what is due about the router that is doubted.
    mutating func continueDoubt(_ context: inout Context) {
        guard let router = routers.first, let doubt else { return }
        let hasSuccessor = !candidates.isEmpty || routers.dropFirst().contains { $0.lastHeard >= doubt.began }
        switch self.doubt?.step(for: router, hasSuccessor: hasSuccessor, at: context.now) {
        case nil: break
        case .probe: probe(router, &context)
        case .probeAndSolicit:
            solicitations.begin(at: context.now)
            solicitIfDue(&context)
            probe(router, &context)
        case .giveUp: lose(at: 0, &context)
        }
    }

    private mutating func probe(_ router: AccessRouter, _ context: inout Context) {
        lastProbe = context.now
        guard let source = linkLocalSource ?? usableAddresses.first else { return }
        context.emit(.send(NeighborPackets.reachabilityProbe(of: router, on: link, from: source)))
    }

    /// Somebody answers a probe. Where another router has the same address, the frame tells them apart, or nothing does.
    mutating func heard(
        _ advertisement: NeighborAdvertisement, frame: LinkLayerAddress?, _ context: inout Context
    ) {
        guard doubt != nil, let router = routers.first, router.address == advertisement.target,
            advertisement.flags.contains(.solicited),
            !candidates.contains(where: { $0.address == router.address && $0.linkLayerAddress == frame })
        else { return }
        guard advertisement.flags.contains(.router) else { return lose(at: 0, &context) }
        routers[0].answered(at: context.now)
        isThere()
    }

    /// What is due on the interface.
    mutating func deadline(_ context: inout Context) {
        addresses.finish(at: context.now, heard: watched)
        forgetExpired(&context)
        if let router = routers.first, RouterDoubt.deadline(for: router) <= context.now { beginDoubt(&context) }
        continueDoubt(&context)
        solicitIfDue(&context)
    }

    private mutating func forgetExpired(_ context: inout Context) {
        let now = context.now
        candidates.removeAll { $0.expiry <= now }
        while let place = routers.lastIndex(where: { $0.expiry <= now }) { lose(at: place, &context) }
        for place in routers.indices { routers[place].forgetPrefixes(at: now) }
    }

    /// When something is due next; `nil` while only others can tell something.
    func nextDeadline(at now: Instant) -> Instant? {
        let prefixes = routers.flatMap(\.prefixes)
        let ends = prefixes.map(\.validUntil) + prefixes.map(\.preferredUntil).filter { $0.map { $0 > now } ?? false }
        let silence = doubt?.next ?? routers.first.map(RouterDoubt.deadline)
        let moments =
            [solicitations.next, silence, addresses.deadline, departure.moment] + routers.map(\.expiry) + ends
        return moments.compactMap(\.self).min()
    }
}
