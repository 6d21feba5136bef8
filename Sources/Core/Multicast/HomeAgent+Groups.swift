/// What mobile nodes say of the groups they listen to. Of sources nothing is kept: a node gets all that arrives for a
/// group of which it wants anything, and picks itself.
extension HomeAgent {
    /// A report came through the tunnel of a node.
    mutating func heard(_ record: MulticastAddressRecord, from listeners: [Binding], _ context: inout Context) {
        guard let membership = GroupMembership.Key(group: record.group, listeners, groups) else { return }
        switch (record.kind, record.sources.isEmpty) {
        case (.modeIsExclude, _), (.changeToExclude, _), (.modeIsInclude, false), (.changeToInclude, false),
            (.allowNewSources, false):
            joined(membership, .version2, &context)
        case (.changeToInclude, true), (.blockOldSources, false):
            left(membership, &context)
        default: break
        }
    }

    /// A report of version 1 came through the tunnel of a node.
    mutating func heard(_ report: MulticastListenerReport, from listeners: [Binding], _ context: inout Context) {
        guard let membership = GroupMembership.Key(group: report.group, listeners, groups) else { return }
        joined(membership, .version1, &context)
    }

    /// A node says that it listens to a group no more.
    mutating func heard(_ done: MulticastListenerDone, from listeners: [Binding], _ context: inout Context) {
        guard let membership = GroupMembership.Key(group: done.group, listeners, groups) else { return }
        left(membership, &context)
    }

    private mutating func joined(
        _ key: GroupMembership.Key, _ version: GroupMembership.Version, _ context: inout Context
    ) {
        guard key.group.isGlobalMulticast else { return ignore(key, .groupScopeNotGlobal, &context) }
        let multicast = context.configuration.homeAgent.multicast
        let expiry = context.now + multicast.listeningInterval
        if var membership = groups[key] {
            membership.version = version
            membership.expiry = expiry
            membership.isLeaving = false
            membership.queriesLeft = 0
            groups.store(membership)
        } else {
            if let reason = groups.wantOfRoom(for: key, groupLimit: multicast.groupLimit) {
                return ignore(key, reason, &context)
            }
            let membership = GroupMembership(
                key: key, version: version, since: context.now, expiry: expiry,
                interface: deliveryLink(for: key.homeAddress))
            groups.store(membership)
            if let member = membership.member { context.emit(.beginGroupDelivery(member)) }
            context.observe(.groupJoined(membership))
        }
        context.timers.schedule(.groupMembership(key), at: expiry)
    }

    /// Link-local groups are of the tunnel, and no more to be said about.
    private func ignore(_ key: GroupMembership.Key, _ reason: DropReason, _ context: inout Context) {
        guard key.group.isMulticast, !key.group.isLinkLocalMulticast else { return }
        context.observe(.groupIgnored(key, reason))
    }

    /// Whether that is all is asked a few times before it is believed (RFC 3810 section 7.6.3.1).
    private mutating func left(_ key: GroupMembership.Key, _ context: inout Context) {
        guard var membership = groups[key], !membership.isLeaving else { return }
        let robustness = MulticastConfiguration.robustness
        membership.isLeaving = true
        membership.queriesLeft = robustness
        membership.expiry = context.now + MulticastConfiguration.lastListenerQueryInterval * Int(robustness)
        groups.store(membership)
        membershipDeadline(key, &context)
    }

    /// A membership is to be asked about once more, or ends.
    mutating func membershipDeadline(_ key: GroupMembership.Key, _ context: inout Context) {
        guard var membership = groups[key], let binding = cache[key.homeAddress] else { return }
        if membership.expiry <= context.now {
            return endMembership(key, membership.isLeaving ? .left : .expired, &context)
        }
        let isAsked = membership.queriesLeft > 0
        if isAsked {
            membership.queriesLeft -= 1
            groups.store(membership)
            query(binding, about: key.group, &context)
        }
        let next = isAsked ? context.now + MulticastConfiguration.lastListenerQueryInterval : membership.expiry
        context.timers.schedule(.groupMembership(key), at: min(next, membership.expiry))
    }

    // MARK: Ends and moves

    private mutating func endMembership(
        _ key: GroupMembership.Key, _ reason: GroupMembership.End, _ context: inout Context
    ) {
        guard let membership = groups.remove(key) else { return }
        context.timers.cancel(.groupMembership(key))
        if let member = membership.member { context.emit(.endGroupDelivery(member)) }
        context.observe(.groupLeft(membership, reason))
    }

    /// Ends all memberships of a node.
    mutating func endMemberships(
        of homeAddress: IPv6Address, _ reason: GroupMembership.End, _ context: inout Context
    ) {
        for group in groups.groups(of: homeAddress).sorted() {
            endMembership(GroupMembership.Key(group: group, homeAddress: homeAddress), reason, &context)
        }
    }

    /// Ends all memberships.
    mutating func endMemberships(_ context: inout Context) {
        for homeAddress in groups.homeAddresses.sorted() { endMemberships(of: homeAddress, .disabled, &context) }
    }

    /// Home links are on other interfaces now.
    mutating func moveMemberships(_ context: inout Context) {
        for homeAddress in groups.homeAddresses.sorted() {
            let interface = deliveryLink(for: homeAddress)
            for group in groups.groups(of: homeAddress).sorted() {
                let key = GroupMembership.Key(group: group, homeAddress: homeAddress)
                guard var membership = groups[key], membership.interface != interface else { continue }
                if let member = membership.member { context.emit(.endGroupDelivery(member)) }
                membership.interface = interface
                groups.store(membership)
                if let member = membership.member { context.emit(.beginGroupDelivery(member)) }
            }
        }
    }

    /// The interface of a node's home link.
    private func deliveryLink(for homeAddress: IPv6Address) -> InterfaceIndex? {
        cache[homeAddress].flatMap { homeLinks.homeLink(of: $0)?.link?.index }
    }
}

extension GroupMembership.Key {
    /// The listener is known by its tunnel alone. Of several home addresses that have one care-of address, that listens
    /// which did before.
    fileprivate init?(group: IPv6Address, _ listeners: [Binding], _ groups: GroupTable) {
        let keys = listeners.map { GroupMembership.Key(group: group, homeAddress: $0.homeAddress) }
        guard let key = keys.first(where: { groups[$0] != nil }) ?? keys.first else { return nil }
        self = key
    }
}
