import CLinux
import Core
import Glibc

/// What mobile nodes tunnel back, or home agents to this node, in fragments or with options in the outer header.
///
/// The kernel puts fragments together, within its own bounds of memory and time, and processes options; then there is no
/// tunnel of its own to hand the packet to, but a raw socket is given it. From here it goes back to the kernel whole: it
/// arrives through the loopback interface, where the forwarding plane judges it as any other tunnelled packet.
public final class ReassembledTunnel {
    /// The loopback interface, which has this index in every network namespace.
    private static let loopback: UInt32 = 1
    /// The header, and the longest payload.
    private static let longestPacket = 40 + 0xffff

    private let socket: FileDescriptor
    private let plane: ForwardingPlane
    private let sender: PacketSender
    private var room = [UInt8](repeating: 0, count: longestPacket)

    /// Becomes readable when there are packets to `forward`; for epoll(7).
    public var descriptor: Int32 { socket.rawValue }

    /// Opens the socket; it takes CAP_NET_RAW.
    public init(plane: ForwardingPlane, sender: PacketSender) throws(SystemCallError) {
        self.plane = plane
        self.sender = sender
        socket = try FileDescriptor("socket", for: "opening a socket for tunnelled packets") {
            haos_open_tunnel_socket()
        }
    }

    /// Hands packets back, at most `limit` of them.
    public func forward(limit: Int) {
        for _ in 0..<limit {
            var interface: UInt32 = 0
            let length = unsafe haos_receive_tunnelled(socket.rawValue, &room, room.count, &interface)
            guard length > 0 else { return }
            // What came from here once is not sent round again.
            guard interface != Self.loopback else { continue }
            guard let destination = IPv6Address(octets: room[24..<40]), plane.takesTunnels(to: destination) else {
                continue
            }
            plane.reassembledPackets += 1
            sender.send(OutgoingPacket(octets: Array(room[..<length]), delivery: .routed))
        }
    }
}
