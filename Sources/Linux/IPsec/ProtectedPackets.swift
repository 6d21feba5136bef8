import CLinux
import Core
import Glibc

/// Messages between mobile nodes and this home agent under ESP: what the kernel has decrypted, and what it is to encrypt.
///
/// The forwarding plane puts the home address in the place of a packet's source on its way in, and the care-of address in
/// the place of a packet's destination on its way out; here both are where the engine has them.
public final class ProtectedPackets {
    private static let purpose = "opening a socket for what comes under ESP"
    /// The longest packet that is taken, its headers not counted.
    private static let longest = 2048

    private let mobility: FileDescriptor
    private let icmpv6: FileDescriptor
    private let configurator: IPsecConfigurator
    private let plane: ForwardingPlane
    private var room = [UInt8](repeating: 0, count: longest)

    /// Become readable when there are packets to `receive`; for epoll(7).
    public var descriptors: [Int32] { [mobility.rawValue, icmpv6.rawValue] }

    /// Opens the sockets; it takes CAP_NET_RAW.
    public init(_ configurator: IPsecConfigurator, plane: ForwardingPlane) throws(SystemCallError) {
        mobility = try Self.socket(for: .mobility)
        icmpv6 = try Self.socket(for: .icmpv6)
        self.configurator = configurator
        self.plane = plane
    }

    private static func socket(for kind: NextHeader) throws(SystemCallError) -> FileDescriptor {
        try FileDescriptor("socket", for: purpose) {
            haos_open_protected_socket(Int32(kind.rawValue), IPsecMark.transport)
        }
    }

    /// Hands over what came under ESP, at most `limit` packets of each kind. What bears no mark of a mobile node's
    /// association did not, and is not looked at.
    public func receive(limit: Int, _ body: (ReceivedPacket) -> Void) {
        for kind in [NextHeader.mobility, .icmpv6] {
            for _ in 0..<limit {
                var told = haos_protected_packet()
                let descriptor = kind == .mobility ? mobility.rawValue : icmpv6.rawValue
                let length = unsafe haos_receive_protected(descriptor, &room, room.count, &told)
                guard length >= 0 else { break }
                guard length <= room.count, let owner = configurator.homeAddress(ofMark: told.mark) else { continue }
                body(packet(kind, Array(room.prefix(length)), told, from: owner))
            }
        }
    }

    /// The packet as it was before it was encrypted.
    private func packet(
        _ kind: NextHeader, _ upperLayer: [UInt8], _ told: haos_protected_packet, from owner: IPv6Address
    ) -> ReceivedPacket {
        let source = IPv6Address(told.source)
        var builder = IPv6PacketBuilder(source: source, destination: IPv6Address(told.destination))
        if told.has_care_of_address != 0 {
            builder.source = IPv6Address(told.care_of_address)
            builder.homeAddress = source
        }
        return ReceivedPacket(
            interface: InterfaceIndex(rawValue: told.interface), linkLayerSource: nil,
            octets: builder.packet(nextHeader: kind, payload: upperLayer, checksumOffset: nil), protection: owner)
    }

    /// Has the kernel encrypt a message and send it; never in the clear.
    public func send(_ packet: OutgoingPacket) -> SendResult {
        let refused = SendResult.refused(SystemCallError(call: "sendmsg", purpose: "protecting a packet", code: EINVAL))
        guard let parsed = try? IPv6Packet(parsing: packet.octets.span) else { return refused }
        let (source, destination) = (parsed.checksumSource, parsed.checksumDestination)
        let descriptor: Int32
        switch parsed.upperLayerProtocol {
        case .mobility: descriptor = mobility.rawValue
        case .icmpv6: descriptor = icmpv6.rawValue
        default: return refused
        }
        if !configurator.isOwn(homeAddress: source) {
            plane.setReply(from: source, to: destination, at: parsed.header.destination)
        }
        let message = Array(packet.octets[parsed.upperLayer])
        var (from, to) = (in6_addr(source), in6_addr(destination))
        guard unsafe haos_send_protected(descriptor, message, message.count, &from, &to) < 0 else { return .sent }
        let code = errno
        return [EAGAIN, ENOBUFS].contains(code)
            ? .congested : .refused(SystemCallError(call: "sendmsg", purpose: "protecting a packet", code: code))
    }
}
