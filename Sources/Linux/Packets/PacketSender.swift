import CLinux
import Core
import Glibc

/// Sends whole IPv6 packets, as they are, in the network namespace of the thread that made it; never waits.
public final class PacketSender {
    /// What was done with packets so far.
    public struct Statistics: Hashable, Sendable {
        /// Packets that the kernel took.
        public var sent: UInt64 = 0
        /// Packets dropped for want of room in a queue.
        public var congested: UInt64 = 0
        /// Packets that the kernel refused.
        public var refused: UInt64 = 0
    }

    /// What was done with packets so far.
    public private(set) var statistics = Statistics()

    /// Packets sent here have their IPv6 header already.
    private let raw: FileDescriptor
    /// Frames to a neighbor given by link-layer address.
    private let frames: FileDescriptor

    /// Opens the sockets; it takes CAP_NET_RAW.
    public init() throws(SystemCallError) {
        let purpose = "opening a socket for whole packets"
        raw = try FileDescriptor("socket", for: purpose) {
            socket(AF_INET6, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), Int32(IPPROTO_RAW))
        }
        // Protocol 0: no frame is ever received.
        frames = try FileDescriptor("socket", for: purpose) {
            socket(AF_PACKET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        }
        // Otherwise this node would hear its own multicasts: a probe of its own as somebody else's.
        try raw.setOption(IPPROTO_IPV6, IPV6_MULTICAST_LOOP, to: Int32(0), for: purpose)
    }

    /// Sends one packet.
    @discardableResult
    public func send(_ packet: OutgoingPacket) -> SendResult {
        let result = attempt(packet)
        switch result {
        case .sent: statistics.sent += 1
        case .congested: statistics.congested += 1
        case .refused: statistics.refused += 1
        }
        return result
    }

    private func attempt(_ packet: OutgoingPacket) -> SendResult {
        let octets = packet.octets
        let length: Int
        switch packet.delivery {
        case .routed:
            length = unsafe haos_send_packet(raw.rawValue, octets, octets.count, 0)
        case .link(let interface):
            length = unsafe haos_send_packet(raw.rawValue, octets, octets.count, interface.rawValue)
        case .neighbor(let interface, let neighbor):
            length = send(octets, to: neighbor, on: interface)
        }
        guard length < 0 else { return .sent }
        let code = errno
        switch code {
        case EAGAIN, ENOBUFS: return .congested
        default: return .refused(SystemCallError(call: "sendto", purpose: "sending a packet", code: code))
        }
    }

    private func send(_ octets: [UInt8], to neighbor: LinkLayerAddress, on interface: InterfaceIndex) -> Int {
        var address = sockaddr_ll()
        address.sll_family = UInt16(AF_PACKET)
        address.sll_protocol = UInt16(ETH_P_IPV6).bigEndian
        address.sll_ifindex = Int32(bitPattern: interface.rawValue)
        address.sll_halen = 6
        let octetsOfAddress = neighbor.rawValue.bigEndian >> 16
        unsafe withUnsafeMutableBytes(of: &address.sll_addr) {
            unsafe $0.storeBytes(of: octetsOfAddress, as: UInt64.self)
        }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe sendto(
                    frames.rawValue, octets, octets.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL), $0,
                    socklen_t(MemoryLayout<sockaddr_ll>.size))
            }
        }
    }
}
