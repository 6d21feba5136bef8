import CLinux
import Core
import Glibc

/// Joins the solicited-node groups of addresses that this node speaks for or asks about (RFC 4862 section 5.4.2): the
/// kernel reports them by MLD, and switches that listen to it deliver what is sent to the groups.
///
/// The kernel leaves the groups of interfaces that go, and of a process that dies.
public final class SolicitedNodeGroups {
    /// Groups that are joined at most: the kernel looks through all of an interface for each multicast packet.
    public static let limit = 1024
    /// The kernel's bound of the memory that the memberships of one socket take leaves room for more than so many.
    private static let groupsPerSocket = 128

    private struct Group: Hashable {
        let interface: InterfaceIndex
        let address: IPv6Address

        init(of target: NeighborTarget) {
            interface = target.interface
            address = target.address.solicitedNodeMulticast
        }
    }

    private final class Members {
        let descriptor: FileDescriptor
        var count = 0

        init() throws(SystemCallError) {
            descriptor = try FileDescriptor("socket", for: "opening a socket for multicast memberships") {
                socket(AF_INET6, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            }
        }
    }

    private struct Membership {
        let members: Members
        var users = 1
    }

    private var memberships: [Group: Membership] = [:]
    private var sockets: [Members] = []

    /// A member of no group.
    public init() {}

    /// How many groups are joined.
    public var count: Int { memberships.count }

    /// Joins the group of an address, if no other address of the link did.
    ///
    /// - Returns: False if there are as many groups as may be; the address has to do with what reaches this node anyway.
    public func join(_ target: NeighborTarget) throws(SystemCallError) -> Bool {
        let group = Group(of: target)
        guard memberships[group] == nil else {
            memberships[group]?.users += 1
            return true
        }
        guard memberships.count < Self.limit else { return false }
        let members = try room()
        try change(group, members, joins: true)
        members.count += 1
        memberships[group] = Membership(members: members)
        return true
    }

    /// Leaves the group of an address, if no other address of the link needs it.
    public func leave(_ target: NeighborTarget) {
        let group = Group(of: target)
        guard let membership = memberships[group] else { return }
        guard membership.users == 1 else {
            memberships[group]?.users -= 1
            return
        }
        memberships[group] = nil
        membership.members.count -= 1
        // It fails for an interface that is gone, and its memberships with it.
        try? change(group, membership.members, joins: false)
    }

    private func room() throws(SystemCallError) -> Members {
        if let members = sockets.first(where: { $0.count < Self.groupsPerSocket }) { return members }
        let members = try Members()
        sockets.append(members)
        return members
    }

    private func change(_ group: Group, _ members: Members, joins: Bool) throws(SystemCallError) {
        let octets = group.address.octets
        try SystemCallError.check("setsockopt", for: "being a member of \(group.address)") {
            unsafe haos_set_membership(members.descriptor.rawValue, group.interface.rawValue, octets, joins)
        }
    }
}
