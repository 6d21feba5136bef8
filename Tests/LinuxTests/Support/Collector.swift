import CLinux
import Glibc

@testable import Linux

/// A syslog host on the loopback interface: it listens by TCP or UDP, and keeps the octets that arrive.
final class Collector {
    let port: UInt16
    private let listener: FileDescriptor
    private var connection: FileDescriptor?
    private(set) var octets: [UInt8] = []

    /// Takes any port that is free, and listens there; one that does not listen keeps others from doing so.
    init(_ type: __socket_type, listens: Bool = true) throws {
        listener = try .syslogSocket(type)
        let descriptor = listener.rawValue
        let address = SocketAddress(.loopback, port: 0)
        try SystemCallError.check("bind", for: "testing") {
            unsafe address.withPointer { unsafe bind(descriptor, $0, $1) }
        }
        if type == SOCK_STREAM, listens {
            try SystemCallError.check("listen", for: "testing") { listen(descriptor, 4) }
        }
        var bound = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        _ = try unsafe withUnsafeMutablePointer(to: &bound) { pointer in
            try unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                try SystemCallError.check("getsockname", for: "testing") {
                    unsafe getsockname(descriptor, pointer, &length)
                }
            }
        }
        self.port = UInt16(bigEndian: bound.sin6_port)
    }

    /// Takes what has arrived; the text of it.
    func receive(isStream: Bool) -> String {
        if isStream, connection == nil {
            connection = try? FileDescriptor("accept4", for: "testing") {
                accept4(listener.rawValue, nil, nil, Int32(SOCK_NONBLOCK.rawValue))
            }
        }
        let descriptor = connection?.rawValue ?? listener.rawValue
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = unsafe recv(descriptor, &piece, piece.count, Int32(MSG_DONTWAIT)), count > 0 {
            octets += piece.prefix(count) + (isStream ? [] : [UInt8(ascii: "\n")])
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Breaks the connection.
    func hangUp() {
        connection = nil
        octets = []
    }
}
