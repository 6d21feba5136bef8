/// Which router is in use, and whether another one means another link (RFC 6275 section 11.5.1).
extension AccessLink {
    /// An advertisement of a router arrived.
    mutating func heard(
        _ advertisement: RouterAdvertisement, from source: IPv6Address, frame: LinkLayerAddress?,
        _ context: inout Context
    ) {
        let router = AccessRouter(advertisement, from: source, frame, at: context.now)
        if let place = routers.firstIndex(where: { $0.isSender(of: router) }) {
            heardAgain(router, at: place, &context)
        } else if router.expiry <= context.now {
            candidates.removeAll { $0.isSender(of: router) }
        } else if routers.isEmpty {
            attach(to: router, &context)
        } else if routers.contains(where: { $0.sharesPrefix(with: router) }) {
            if routers.count < Self.maximumRouters { tell(of: router, &context) }
            join([router])
        } else {
            consider(router, &context)
        }
    }

    /// A router of the link speaks.
    private mutating func heardAgain(_ latest: AccessRouter, at place: Int, _ context: inout Context) {
        routers[place].follow(latest)
        if latest.expiry <= context.now {
            lose(at: place, &context)
        } else if place == 0 {
            isThere()
        } else {
            doubt?.successorHeard(at: context.now)
        }
    }

    /// The router in use is still there: others that were heard meanwhile are on the same link.
    mutating func isThere() {
        let others = candidates
        solicitations.end()
        endDoubt()
        join(others)
    }

    /// Further routers of the same link.
    private mutating func join(_ others: [AccessRouter]) {
        let others = others.filter { other in !routers.contains { $0.address == other.address } }
        routers += others.prefix(Self.maximumRouters - routers.count)
    }

    private func tell(of router: AccessRouter, _ context: inout Context) {
        context.observe(.mobileNode(.routerHeard(target(router))))
    }

    func target(_ router: AccessRouter) -> NeighborTarget {
        NeighborTarget(interface: link.index, address: router.address)
    }

    /// A router that has nothing in common with those of the link: either there is one more, or this is another link.
    private mutating func consider(_ router: AccessRouter, _ context: inout Context) {
        if let place = candidates.firstIndex(where: { $0.isSender(of: router) }) {
            candidates[place].follow(router)
        } else if candidates.count < Self.maximumRouters {
            if candidates.isEmpty { changed = context.now }
            candidates.append(router)
            tell(of: router, &context)
        }
        beginDoubt(&context)
        doubt?.successorHeard(at: context.now)
        continueDoubt(&context)
    }

    /// There was no router, and here is one.
    private mutating func attach(to router: AccessRouter, _ context: inout Context) {
        solicitations.end()
        tell(of: router, &context)
        movement = MovementTimes(linkChanged: changed, routerHeard: context.now)
        let isFormerLink = former.contains { $0.isOnLink(of: router) }
        if isFormerLink {
            restore(with: router, at: context.now)
        } else {
            leave(former)
            routers = [router]
        }
        former = []
    }

    /// The link is the same as before: its other routers are known.
    private mutating func restore(with latest: AccessRouter, at now: Instant) {
        var router = latest
        if let place = former.firstIndex(where: { $0.isSender(of: latest) }) {
            router = former.remove(at: place)
            router.follow(latest)
        }
        former.removeAll { $0.expiry <= now }
        routers = [router] + former.prefix(Self.maximumRouters - 1)
    }

    /// This is another link than that of some routers.
    private mutating func leave(_ left: [AccessRouter]) {
        guard !left.isEmpty else { return }
        departure.add(left)
        addresses.arrive(with: usableAddresses)
    }

    /// A router of the link is one no more. If it was in use, the one that was heard last follows.
    mutating func lose(at place: Int, _ context: inout Context) {
        let lost = routers.remove(at: place)
        context.observe(.mobileNode(.routerLost(target(lost))))
        guard place == 0 else { return }
        let (known, other) = (Self.latest(routers), Self.latest(candidates))
        if let known, other.map({ candidates[$0].lastHeard <= routers[known].lastHeard }) ?? true {
            routers.swapAt(0, known)
            departure.add([lost])
        } else if let other {
            move(to: candidates[other], leaving: [lost] + routers, &context)
        } else {
            former = [lost]
            changed = context.now
            solicitations.begin(at: context.now)
            solicitIfDue(&context)
        }
        endDoubt()
    }

    private static func latest(_ routers: [AccessRouter]) -> Int? {
        routers.indices.max { routers[$0].lastHeard < routers[$1].lastHeard }
    }

    /// The node is on the link of a router that was heard while that in use was doubted.
    private mutating func move(to router: AccessRouter, leaving left: [AccessRouter], _ context: inout Context) {
        solicitations.end()
        movement = MovementTimes(linkChanged: changed, routerHeard: router.firstHeard)
        leave(left)
        let others = candidates.filter { $0.sharesPrefix(with: router) && !$0.isSender(of: router) }
        routers = [router]
        join(others)
    }
}
