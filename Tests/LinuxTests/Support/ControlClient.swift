import CLinux
import Glibc

@testable import Linux

/// A client of a control socket that never blocks.
struct ControlClient: ~Copyable {
    let descriptor: FileDescriptor

    init(path: String) throws {
        let descriptor = try FileDescriptor("socket", for: "a client") {
            socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        }
        guard let address = UnixSocketAddress(path) else { throw Timeout(condition: path) }
        try SystemCallError.check("connect", for: "a client") {
            unsafe address.withPointer { unsafe connect(descriptor.rawValue, $0, $1) }
        }
        self.descriptor = descriptor
    }

    /// Sends what there is room for, and returns how much that was.
    @discardableResult
    func send(_ octets: [UInt8]) -> Int {
        max(0, unsafe Glibc.send(descriptor.rawValue, octets, octets.count, Int32(MSG_NOSIGNAL)))
    }

    /// What has arrived; `nil` at the end of the stream.
    func receive() -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe recv(descriptor.rawValue, &octets, octets.count, 0)
        return count == 0 ? nil : Array(octets.prefix(max(0, count)))
    }
}
