/// What a mobile node has on a link (RFC 6275 sections 11.5.1 and 11.5.3).
extension AccessLink {
    /// RetransTimer: how long an answer to a probe may take (RFC 4862 section 5.4).
    private static let retransmissionTimer = Duration.seconds(1)

    /// Makes of all that is known what the mobile node is told of.
    /// - Parameter homeAddresses: addresses that are no care-of addresses, and tell of a home link.
    mutating func settle(homeAddresses: Set<IPv6Address>, _ context: inout Context) {
        let former = attachment
        attachment = currentAttachment(homeAddresses, at: context.now)
        if let attachment {
            if !attachment.isAlike(former) { context.observe(.mobileNode(.attached(attachment))) }
            detectDuplicates(attachment, homeAddresses, &context)
        } else if former != nil {
            context.observe(.mobileNode(.detached(link.index)))
        }
        followWatches(&context)
    }

    private mutating func currentAttachment(_ homeAddresses: Set<IPv6Address>, at now: Instant) -> Attachment? {
        guard let router = routers.first else { return nil }
        let prefixes = routers.flatMap(\.prefixes).filter { $0.isOfLink && $0.isValid(at: now) }
        let careOfAddress = careOfAddress(within: prefixes, avoiding: homeAddresses, at: now)
        note(careOfAddress, at: now)
        var current = Attachment(
            interface: link.index, router: router.address, routerLinkLayerAddress: router.linkLayerAddress,
            prefixes: prefixes.map(\.prefix).uniqued, movement: movement)
        current.careOfAddress = careOfAddress
        current.careOfAddressExpiry = careOfAddress.flatMap { Self.expiry(of: $0, within: prefixes) }
        return current
    }

    /// The best of the addresses: one that is not deprecated, then that in use, then one of the router in use.
    private func careOfAddress(
        within prefixes: [AccessPrefix], avoiding homeAddresses: Set<IPv6Address>, at now: Instant
    ) -> IPv6Address? {
        let ranked = usableAddresses.compactMap { address -> (address: IPv6Address, rank: Int)? in
            guard address.isUnicastRoutable, !homeAddresses.contains(address) else { return nil }
            let its = prefixes.filter { $0.prefix.contains(address) }
            guard !its.isEmpty else { return nil }
            let isOfRouter = routers.first?.prefixes.contains { $0.prefix.contains(address) } ?? false
            let rank =
                (its.contains { $0.isPreferred(at: now) } ? 4 : 0) + (address == lastCareOfAddress ? 2 : 0)
                + (isOfRouter ? 1 : 0)
            return (address, rank)
        }
        return ranked.max { ($0.rank, $1.address) < ($1.rank, $0.address) }?.address
    }

    /// The clock of the move stops when there is a care-of address, and starts again when there is another one.
    private mutating func note(_ careOfAddress: IPv6Address?, at now: Instant) {
        let isNoted = movement.careOfAddressUsable != nil
        if isNoted, careOfAddress != lastCareOfAddress { movement = MovementTimes(linkChanged: now, routerHeard: now) }
        guard let careOfAddress else { return }
        lastCareOfAddress = careOfAddress
        if movement.careOfAddressUsable == nil { movement.careOfAddressUsable = now }
    }

    /// When the last prefix of an address ends, to the second, as the lifetimes of advertisements are; `nil` for never.
    private static func expiry(of address: IPv6Address, within prefixes: [AccessPrefix]) -> Instant? {
        let ends = prefixes.filter { $0.prefix.contains(address) }.map(\.validUntil)
        let end = ends.contains(nil) ? nil : ends.compactMap(\.self).max()
        return end.map { Instant(nanoseconds: $0.nanoseconds - $0.nanoseconds % 1_000_000_000) }
    }

    /// Asks whether anybody has the addresses that came along. The home agent defends the link-local address of a node
    /// that comes home (RFC 6275 section 11.5.5).
    private mutating func detectDuplicates(
        _ attachment: Attachment, _ homeAddresses: Set<IPv6Address>, _ context: inout Context
    ) {
        let linkLocal = attachment.isHome(of: homeAddresses) ? nil : linkLocalSource
        for address in [linkLocal, attachment.careOfAddress].compactMap(\.self)
        where addresses.begin(address, until: context.now + Self.retransmissionTimer) {
            followWatches(&context)
            context.emit(.send(NeighborPackets.probe(NeighborTarget(interface: link.index, address: address))))
        }
    }

    /// Somebody advertises, or probes, an address of this node.
    mutating func heard(_ address: IPv6Address, frame: LinkLayerAddress?, _ context: inout Context) {
        // Some links bring a probe back to where it came from (RFC 7527).
        guard frame == nil || frame != link.linkLayerAddress, addresses.heard(address) else { return }
        context.observe(.mobileNode(.addressDuplicated(NeighborTarget(interface: link.index, address: address))))
    }

    /// Has the kernel forget links that were left, once there is another one.
    /// - Parameter isReplaced: whether another interface is attached.
    mutating func depart(
        isReplaced: Bool, homeAddresses: Set<IPv6Address>, _ context: inout Context
    ) {
        if isReplaced, routers.isEmpty, !former.isEmpty {
            departure.add(former)
            former = []
        }
        if isReplaced || attachment?.isUsable(for: homeAddresses) == true { departure.begin(at: context.now) }
        let left = departure.due(from: link, known: routers, keeping: homeAddresses, at: context.now)
        if let left { context.emit(.mobileNode(.leaveLink(left))) }
        schedule(&context)
    }

    private func schedule(_ context: inout Context) {
        guard let next = nextDeadline(at: context.now) else { return context.timers.cancel(.movement(link.index)) }
        context.timers.schedule(.movement(link.index), at: max(next, context.now + .milliseconds(1)))
    }
}

extension Attachment {
    /// Whether one of the addresses is at home here (RFC 6275 section 11.5.2).
    func isHome(of homeAddresses: Set<IPv6Address>) -> Bool {
        homeAddresses.contains { address in prefixes.contains { $0.contains(address) } }
    }

    /// Whether a mobile node can be reached here.
    func isUsable(for homeAddresses: Set<IPv6Address>) -> Bool {
        careOfAddress != nil || isHome(of: homeAddresses)
    }

    /// Whether nothing differs that is worth telling.
    fileprivate func isAlike(_ other: Attachment?) -> Bool {
        router == other?.router && careOfAddress == other?.careOfAddress
    }
}
