import CLinux
import Core
import Glibc

/// A socket for echo requests and what comes back for them; never waits.
final class EchoSocket {
    /// Octets of a message that matter.
    private static let messageLength = 1280

    private let descriptor: FileDescriptor

    /// The descriptor to watch.
    var rawValue: Int32 { descriptor.rawValue }

    /// Opens a socket; it takes CAP_NET_RAW.
    init() throws(SystemCallError) {
        let purpose = "opening a socket for echo requests"
        descriptor = try FileDescriptor("socket", for: purpose) {
            socket(
                AF_INET6, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue),
                Int32(NextHeader.icmpv6.rawValue))
        }
        var filter = icmp6_filter()
        unsafe withUnsafeMutableBytes(of: &filter) { bits in
            // A bit that is set keeps its type out.
            for index in bits.indices { unsafe bits[index] = 0xff }
            for type in [1, 2, 3, 4, 129] {
                let word = unsafe bits.load(fromByteOffset: type / 32 * 4, as: UInt32.self)
                unsafe bits.storeBytes(
                    of: word & ~(1 << UInt32(type % 32)), toByteOffset: type / 32 * 4, as: UInt32.self)
            }
        }
        try descriptor.setOption(NextHeader.icmpv6.rawValue, ICMP6_FILTER, to: filter, for: purpose)
    }

    /// Sends from an address of this node from now on.
    func bind(to address: IPv6Address, on interface: InterfaceIndex?) throws(SystemCallError) {
        try SystemCallError.check("bind", for: "sending from \(address)") {
            unsafe SocketAddress(address, on: interface).withPointer { unsafe Glibc.bind(descriptor.rawValue, $0, $1) }
        }
    }

    /// Lets packets pass so many routers, less one.
    func setHopLimit(_ hopLimit: UInt8) throws(SystemCallError) {
        for option in [IPV6_UNICAST_HOPS, IPV6_MULTICAST_HOPS] {
            try descriptor.setOption(IPPROTO_IPV6, option, to: Int32(hopLimit), for: "setting a hop limit")
        }
    }

    /// Sends a message; returns a number of `errno`, or 0.
    func send(_ message: [UInt8], to address: IPv6Address, on interface: InterfaceIndex?) -> Int32 {
        let count = unsafe SocketAddress(address, on: interface).withPointer {
            unsafe sendto(descriptor.rawValue, message, message.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL), $0, $1)
        }
        return count < 0 ? errno : 0
    }

    /// The next message, as much of it as matters, and who sent it; `nil` if there is none.
    func receive() -> (octets: [UInt8], source: IPv6Address)? {
        var octets = [UInt8](repeating: 0, count: Self.messageLength)
        var sender = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let count = unsafe withUnsafeMutablePointer(to: &sender) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe recvfrom(descriptor.rawValue, &octets, octets.count, Int32(MSG_DONTWAIT), $0, &length)
            }
        }
        guard count >= 0 else { return nil }
        octets.removeLast(octets.count - count)
        return (octets, IPv6Address(sender.sin6_addr))
    }
}
