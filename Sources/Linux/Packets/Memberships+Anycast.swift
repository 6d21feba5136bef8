import CLinux
import Core
import Glibc

extension Memberships<NeighborTarget> {
    /// Makes the kernel answer neighbors that look for anycast addresses on an interface, as RFC 4861 section 7.2.7 has
    /// it: after a random while, and without driving away what others have answered.
    ///
    /// To join takes CAP_NET_ADMIN.
    public static func anycast() throws(SystemCallError) -> Memberships<NeighborTarget> {
        try Memberships(AF_INET6, for: "anycast memberships", change: changeAnycast)
    }

    private static func changeAnycast(
        _ socket: borrowing FileDescriptor, _ target: NeighborTarget, joins: Bool
    ) throws(SystemCallError) {
        try socket.setOption(
            IPPROTO_IPV6, joins ? IPV6_JOIN_ANYCAST : IPV6_LEAVE_ANYCAST,
            to: IPv6MembershipRequest(target.address, on: target.interface),
            for: "answering for anycast address \(target.address) on interface \(target.interface.rawValue)")
    }
}
