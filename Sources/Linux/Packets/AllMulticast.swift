import CLinux
import Core
import Glibc

/// Makes interfaces take in every multicast frame, as a home link's must: the solicited-node groups of home addresses
/// are joined by nobody while their nodes are away, and a network card would drop their frames.
///
/// The kernel ends it for interfaces that go, and for a process that dies.
public final class AllMulticast {
    private let membership: FileDescriptor
    /// The interfaces that take in everything at present.
    public private(set) var interfaces: Set<InterfaceIndex> = []

    /// Opens the socket that holds the memberships; it takes CAP_NET_RAW.
    public init() throws(SystemCallError) {
        membership = try FileDescriptor("socket", for: "opening a socket for multicast memberships") {
            socket(AF_PACKET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        }
    }

    /// Makes exactly `wanted` take in every multicast frame, and returns what the kernel refused.
    public func set(_ wanted: Set<InterfaceIndex>) -> [SystemCallError] {
        for interface in interfaces.subtracting(wanted) {
            // It fails for an interface that is gone, and its membership with it.
            try? change(PACKET_DROP_MEMBERSHIP, interface)
        }
        interfaces.formIntersection(wanted)
        return wanted.subtracting(interfaces).compactMap { interface in
            do throws(SystemCallError) {
                try change(PACKET_ADD_MEMBERSHIP, interface)
                interfaces.insert(interface)
                return nil
            } catch {
                return error
            }
        }
    }

    private func change(_ option: Int32, _ interface: InterfaceIndex) throws(SystemCallError) {
        var request = packet_mreq()
        request.mr_ifindex = Int32(bitPattern: interface.rawValue)
        request.mr_type = UInt16(PACKET_MR_ALLMULTI)
        try membership.setOption(
            SOL_PACKET, option, to: request, for: "receiving every multicast on interface \(interface.rawValue)")
    }
}
