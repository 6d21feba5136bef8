import Core

/// Joins the solicited-node groups of addresses that this node speaks for or asks about (RFC 4862 section 5.4.2): the
/// kernel reports them by MLD, and switches that listen to it deliver what is sent to the groups.
public final class SolicitedNodeGroups {
    /// Groups that are joined at most: the kernel looks through all of an interface for each multicast packet.
    public static let limit = 1024

    private struct Group: Hashable {
        let interface: InterfaceIndex
        let address: IPv6Address

        init(of target: NeighborTarget) {
            interface = target.interface
            address = target.address.solicitedNodeMulticast
        }
    }

    /// How many addresses need a group.
    private var users: [Group: Int] = [:]
    private let listeners = GroupListeners()

    /// A member of no group.
    public init() {}

    /// How many groups are joined.
    public var count: Int { users.count }

    /// Joins the group of an address, if no other address of the link did.
    ///
    /// - Returns: False if there are as many groups as may be; the address has to do with what reaches this node anyway.
    public func join(_ target: NeighborTarget) throws(SystemCallError) -> Bool {
        let group = Group(of: target)
        if users[group] == nil {
            guard users.count < Self.limit else { return false }
            try listeners.join(group.address, on: group.interface)
        }
        users[group, default: 0] += 1
        return true
    }

    /// Leaves the group of an address, if no other address of the link needs it.
    public func leave(_ target: NeighborTarget) {
        let group = Group(of: target)
        guard let number = users[group] else { return }
        users[group] = number > 1 ? number - 1 : nil
        if number == 1 { listeners.leave(group.address, on: group.interface) }
    }
}
