import CLinux
import Core
import Glibc

/// Multicast groups that this node joins on links: the kernel tells routers and switches there, which would not deliver
/// otherwise.
///
/// A socket has room for a bounded number of groups, so there are as many sockets as it takes. Nothing is ever received
/// through them. The kernel leaves the groups of an interface that goes, and of a process that dies.
public final class GroupListeners {
    /// Groups a socket: well below what the kernel gives one memory for (`net.core.optmem_max`).
    static let groupsPerSocket = 64

    private struct Membership: Hashable {
        var interface: InterfaceIndex
        var group: IPv6Address
    }

    private final class Listener {
        let socket: FileDescriptor
        var groups = 0

        init() throws(SystemCallError) {
            socket = try FileDescriptor("socket", for: "opening a socket for multicast groups") {
                Glibc.socket(AF_INET6, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            }
        }
    }

    private var memberships: [Membership: Listener] = [:]
    private var listeners: [Listener] = []

    /// Opens no socket yet.
    public init() {}

    /// The sockets there are.
    var numberOfSockets: Int { listeners.count }

    /// Joins the group of a member on its home link.
    public func join(_ member: GroupMember) throws(SystemCallError) {
        try join(member.group, on: member.interface)
    }

    /// Leaves it.
    public func leave(_ member: GroupMember) {
        leave(member.group, on: member.interface)
    }

    /// Joins a group on a link; nothing if it is joined already.
    func join(_ group: IPv6Address, on interface: InterfaceIndex) throws(SystemCallError) {
        let membership = Membership(interface: interface, group: group)
        guard memberships[membership] == nil else { return }
        let listener = try roomyListener()
        try change(IPV6_JOIN_GROUP, membership, listener)
        listener.groups += 1
        memberships[membership] = listener
    }

    /// Leaves it.
    func leave(_ group: IPv6Address, on interface: InterfaceIndex) {
        let membership = Membership(interface: interface, group: group)
        guard let listener = memberships.removeValue(forKey: membership) else { return }
        // It fails for an interface that is gone, and its membership with it.
        try? change(IPV6_LEAVE_GROUP, membership, listener)
        listener.groups -= 1
        if listener.groups == 0 { listeners.removeAll { $0 === listener } }
    }

    private func roomyListener() throws(SystemCallError) -> Listener {
        if let listener = listeners.last(where: { $0.groups < Self.groupsPerSocket }) { return listener }
        let listener = try Listener()
        listeners.append(listener)
        return listener
    }

    private func change(_ option: Int32, _ membership: Membership, _ listener: Listener) throws(SystemCallError) {
        try listener.socket.setOption(
            IPPROTO_IPV6, option, to: IPv6MembershipRequest(membership.group, on: membership.interface),
            for: "joining \(membership.group) on interface \(membership.interface.rawValue)")
    }
}
