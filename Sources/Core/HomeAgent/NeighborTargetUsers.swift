/// The home addresses on whose behalf something is done about a neighbor target. Mostly that is one; the link-local
/// address of a node with home addresses of several prefixes belongs to all of them.
struct NeighborTargetUsers: Sendable {
    private var users: [NeighborTarget: Set<IPv6Address>] = [:]

    /// The users of a target, in the order of their addresses.
    subscript(target: NeighborTarget) -> [IPv6Address] { (users[target] ?? []).sorted() }

    /// Adds a user; true if it is the first.
    mutating func add(_ homeAddress: IPv6Address, to target: NeighborTarget) -> Bool {
        users[target, default: []].insert(homeAddress)
        return users[target]?.count == 1
    }

    /// Takes a user away; true if it was the last.
    mutating func remove(_ homeAddress: IPv6Address, from target: NeighborTarget) -> Bool {
        users[target]?.remove(homeAddress)
        guard users[target]?.isEmpty == true else { return false }
        users[target] = nil
        return true
    }
}
