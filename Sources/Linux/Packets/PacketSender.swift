import CLinux
import Core
import Glibc

/// Sends whole IPv6 packets, as they are, in the network namespace of the thread that made it; never waits.
///
/// Packets for unicast addresses take the kernel's way: routing tables, also those of rules for their sources, neighbor
/// discovery, firewall. Frames for one
/// neighbor, and multicasts onto a link, are given to the interface straight: the kernel would not send a probe from
/// `::` (RFC 4862 section 5.4.2) on an interface whose own addresses are not usable yet.
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

    private static let purpose = "sending a packet"
    /// Octets of an IPv6 header.
    private static let headerLength = 40

    /// What was done with packets so far.
    public private(set) var statistics = Statistics()

    /// Packets sent here have their IPv6 header already.
    private let raw: FileDescriptor
    /// Packets sent here need a link-layer destination.
    private let frames: FileDescriptor

    /// Opens the sockets; it takes CAP_NET_RAW.
    public init() throws(SystemCallError) {
        let purpose = "opening a socket for whole packets"
        raw = try FileDescriptor("socket", for: purpose) {
            socket(AF_INET6, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), Int32(IPPROTO_RAW))
        }
        // The source is often somebody else's address.
        try raw.setOption(IPPROTO_IPV6, IPV6_FREEBIND, to: Int32(1), for: purpose)
        // Protocol 0: no frame is ever received.
        frames = try FileDescriptor("socket", for: purpose) {
            socket(AF_PACKET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        }
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
        guard octets.count >= Self.headerLength else {
            return .refused(SystemCallError(call: "sendto", purpose: Self.purpose, code: EINVAL))
        }
        let length: Int
        switch packet.delivery {
        case .routed:
            length = unsafe haos_send_packet(raw.rawValue, octets, octets.count, 0)
        case .link(let interface):
            if let group = LinkLayerAddress(multicastDestinationOf: octets) {
                length = send(octets, to: group, on: interface)
            } else {
                length = unsafe haos_send_packet(raw.rawValue, octets, octets.count, interface.rawValue)
            }
        case .neighbor(let interface, let neighbor):
            length = send(octets, to: neighbor, on: interface)
        case .protected:
            // Not from here, where nothing is encrypted.
            return .refused(SystemCallError(call: "sendto", purpose: Self.purpose, code: EPROTONOSUPPORT))
        }
        guard length < 0 else { return .sent }
        let code = errno
        switch code {
        case EAGAIN, ENOBUFS: return .congested
        default: return .refused(SystemCallError(call: "sendto", purpose: Self.purpose, code: code))
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

extension LinkLayerAddress {
    /// The Ethernet group of the multicast address that an IPv6 packet goes to (RFC 2464 section 7); `nil` if it goes
    /// to no multicast address.
    fileprivate init?(multicastDestinationOf packet: [UInt8]) {
        guard packet.count >= 40, packet[24] == 0xff else { return nil }
        self.init(rawValue: packet[36..<40].reduce(0x3333) { $0 << 8 | UInt64($1) })
    }
}
