import CLinux
import Core
import Glibc

/// Makes the kernel answer neighbors that look for anycast addresses on an interface, as RFC 4861 section 7.2.7 has it:
/// after a random while, and without driving away what others have answered.
///
/// The kernel ends it for interfaces that go, and for a process that dies.
public final class AnycastMembership {
    private let membership: FileDescriptor
    /// The addresses that are joined at present.
    public private(set) var targets: Set<NeighborTarget> = []

    /// Opens the socket that holds the memberships; to join takes CAP_NET_ADMIN.
    public init() throws(SystemCallError) {
        membership = try FileDescriptor("socket", for: "opening a socket for anycast memberships") {
            socket(AF_INET6, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        }
    }

    /// Joins exactly `wanted`, and returns what the kernel refused.
    public func set(_ wanted: Set<NeighborTarget>) -> [SystemCallError] {
        for target in targets.subtracting(wanted) {
            // It fails for an interface that is gone, and its membership with it.
            try? change(IPV6_LEAVE_ANYCAST, target)
        }
        targets.formIntersection(wanted)
        return wanted.subtracting(targets).compactMap { target in
            do throws(SystemCallError) {
                try change(IPV6_JOIN_ANYCAST, target)
                targets.insert(target)
                return nil
            } catch {
                return error
            }
        }
    }

    private func change(_ option: Int32, _ target: NeighborTarget) throws(SystemCallError) {
        let request = Request(
            high: UInt64(truncatingIfNeeded: target.address.rawValue >> 64).bigEndian,
            low: target.address.interfaceIdentifier.bigEndian, interface: target.interface.rawValue)
        try membership.setOption(
            IPPROTO_IPV6, option, to: request,
            for: "answering for anycast address \(target.address) on interface \(target.interface.rawValue)")
    }

    /// `struct ipv6_mreq`; the address is in network order.
    private struct Request: BitwiseCopyable {
        let high: UInt64
        let low: UInt64
        let interface: UInt32
    }
}
