import CBPF
import Core

extension ForwardingPlane {
    /// A group on one link, as a key.
    struct GroupOnLink: Hashable {
        var interface: InterfaceIndex
        var group: IPv6Address

        init(_ member: GroupMember) {
            interface = member.interface
            group = member.group
        }
    }

    /// Tunnels to a mobile node what arrives for a group on its home link.
    ///
    /// - Returns: Whether it is the group's first member there.
    public func beginGroupDelivery(_ member: GroupMember) throws(ForwardingPlaneError) -> Bool {
        let key = GroupOnLink(member)
        let members = groupMembers[key] ?? []
        guard !members.contains(member.homeAddress) else { return false }
        try place(member.homeAddress, of: key, at: members.count)
        groupMembers[key, default: []].append(member.homeAddress)
        return members.isEmpty
    }

    /// Tunnels it no more. The last member takes the place that becomes free: for a moment it may get a packet twice, but
    /// none is lost.
    ///
    /// - Returns: Whether the group has no more members there.
    public func endGroupDelivery(_ member: GroupMember) throws(ForwardingPlaneError) -> Bool {
        let key = GroupOnLink(member)
        guard var members = groupMembers[key], let number = members.firstIndex(of: member.homeAddress) else {
            return false
        }
        members.swapAt(number, members.count - 1)
        members.removeLast()
        groupMembers[key] = members.isEmpty ? nil : members
        if number < members.count { try place(members[number], of: key, at: number) }
        groupMemberMap.remove(haos_group_place(key, members.count))
        return members.isEmpty
    }

    private func place(
        _ homeAddress: IPv6Address, of key: GroupOnLink, at number: Int
    ) throws(ForwardingPlaneError) {
        try check(
            "delivering \(key.group) to \(homeAddress)",
            groupMemberMap.set(haos_ipv6_address(homeAddress), for: haos_group_place(key, number)))
    }
}

extension haos_group_place {
    fileprivate init(_ key: ForwardingPlane.GroupOnLink, _ number: Int) {
        self.init(
            group: haos_ipv6_address(key.group), interface_index: key.interface.rawValue, number: UInt32(number))
    }
}
