import CLinux
import Glibc
import Management

/// Sends syslog messages by UDP, a datagram each (RFC 5426).
public final class SyslogDatagrams: SyslogTransport {
    /// Whether the kernel took the last message; whether it arrived nobody can know.
    public private(set) var isUp = true

    private let address: SocketAddress
    private var socket: FileDescriptor?

    /// Sends to a host.
    public init(_ host: SyslogHost) {
        address = SocketAddress(host.address, port: host.port)
    }

    /// Sends a message; false if the kernel has no room for it, or no way to the host.
    public func send(_ message: [UInt8]) -> Bool {
        isUp = (try? attempt(message)) != nil
        return isUp
    }

    /// Closes the socket.
    public func close() {
        socket = nil
    }

    private func attempt(_ message: [UInt8]) throws(SystemCallError) {
        if socket == nil { socket = try .syslogSocket(SOCK_DGRAM) }
        try SystemCallError.check("sendto", for: "sending a log line") {
            unsafe address.withPointer { [descriptor = socket?.rawValue ?? -1] in
                unsafe sendto(descriptor, message, message.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL), $0, $1)
            }
        }
    }
}

extension FileDescriptor {
    /// Makes a socket that never waits, for IPv6 addresses and those that IPv4 addresses are mapped to.
    static func syslogSocket(_ type: __socket_type) throws(SystemCallError) -> FileDescriptor {
        let purpose = "opening a socket for log lines"
        let descriptor = try FileDescriptor("socket", for: purpose) {
            socket(AF_INET6, Int32(type.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        }
        try descriptor.setOption(IPPROTO_IPV6, IPV6_V6ONLY, to: 0 as Int32, for: purpose)
        return descriptor
    }
}
