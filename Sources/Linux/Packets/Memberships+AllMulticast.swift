import CLinux
import Core
import Glibc

extension Memberships<InterfaceIndex> {
    /// Makes interfaces take in every multicast frame, as a home link's must: the solicited-node groups of home addresses
    /// are joined by nobody while their nodes are away, and a network card would drop their frames.
    ///
    /// It takes CAP_NET_RAW.
    public static func allMulticast() throws(SystemCallError) -> Memberships<InterfaceIndex> {
        try Memberships(AF_PACKET, for: "multicast memberships", change: changeAllMulticast)
    }

    private static func changeAllMulticast(
        _ socket: borrowing FileDescriptor, _ interface: InterfaceIndex, joins: Bool
    ) throws(SystemCallError) {
        var request = packet_mreq()
        request.mr_ifindex = Int32(bitPattern: interface.rawValue)
        request.mr_type = UInt16(PACKET_MR_ALLMULTI)
        try socket.setOption(
            SOL_PACKET, joins ? PACKET_ADD_MEMBERSHIP : PACKET_DROP_MEMBERSHIP, to: request,
            for: "receiving every multicast on interface \(interface.rawValue)")
    }
}
