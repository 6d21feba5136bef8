/// The groups that mobile nodes listen to, each once for each node; bounded in all directions.
struct GroupTable: Sendable {
    /// Memberships there may be in all.
    static let maximumMemberships = 65_536
    /// Mobile nodes that may listen to the same group: one packet becomes as many.
    static let maximumMembersOfGroup = 1024

    private var memberships: [GroupMembership.Key: GroupMembership] = [:]
    private var order = SortedKeys<GroupMembership.Key>()
    /// By home address; none is empty.
    private var groups: [IPv6Address: Set<IPv6Address>] = [:]
    /// How many members a group has.
    private var members: [IPv6Address: Int] = [:]

    var count: Int { memberships.count }

    /// The nodes that listen to anything.
    var homeAddresses: some Collection<IPv6Address> { groups.keys }

    subscript(key: GroupMembership.Key) -> GroupMembership? { memberships[key] }

    /// The groups that a node listens to.
    func groups(of homeAddress: IPv6Address) -> Set<IPv6Address> { groups[homeAddress] ?? [] }

    /// Why a node can not listen to one more group; `nil` if it can.
    func wantOfRoom(for key: GroupMembership.Key, groupLimit: UInt32) -> DropReason? {
        if memberships.count >= Self.maximumMemberships { return .groupMembershipsExhausted }
        if members[key.group, default: 0] >= Self.maximumMembersOfGroup { return .groupMembersExhausted }
        return groups(of: key.homeAddress).count < Int(groupLimit) ? nil : .groupLimitReached
    }

    mutating func store(_ membership: GroupMembership) {
        let key = membership.key
        guard memberships.updateValue(membership, forKey: key) == nil else { return }
        order.insert(key)
        groups[key.homeAddress, default: []].insert(key.group)
        members[key.group, default: 0] += 1
    }

    mutating func remove(_ key: GroupMembership.Key) -> GroupMembership? {
        guard let membership = memberships.removeValue(forKey: key) else { return nil }
        order.remove(key)
        groups[key.homeAddress]?.remove(key.group)
        if groups[key.homeAddress]?.isEmpty == true { groups[key.homeAddress] = nil }
        members[key.group] = members[key.group].flatMap { $0 > 1 ? $0 - 1 : nil }
        return membership
    }

    /// Memberships in the order of their groups, from one on, at most `limit` of them.
    func page(from first: GroupMembership.Key?, limit: Int) -> GroupMembershipPage {
        var page = GroupMembershipPage(memberships: [], next: first.map { order.first(from: $0) } ?? order.first)
        for _ in 0..<limit {
            guard let key = page.next, let membership = memberships[key] else { break }
            page.memberships.append(membership)
            page.next = key.successor.flatMap { order.first(from: $0) }
        }
        return page
    }
}

extension GroupMembership.Key {
    /// The next greater key; `nil` for the greatest.
    fileprivate var successor: GroupMembership.Key? {
        if let next = homeAddress.successor { return GroupMembership.Key(group: group, homeAddress: next) }
        return group.successor.map { GroupMembership.Key(group: $0, homeAddress: .unspecified) }
    }
}
