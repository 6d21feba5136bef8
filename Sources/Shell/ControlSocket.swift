import Glibc

/// A connection to the daemon's Unix socket.
final class ControlSocket {
    /// What becomes readable when octets arrive.
    let descriptor: Int32

    /// Octets read at a time.
    private static let pieceLength = 64 << 10

    init(path: String) throws(ShellError) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .unreachable(path: path, reason: Self.reason(errno)) }
        guard var address = Self.address(path) else {
            throw .unreachable(path: path, reason: "the path must have 1 to 107 octets")
        }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            throw errno == EACCES ? .forbidden(path: path) : .unreachable(path: path, reason: Self.reason(errno))
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends octets, all of them.
    func send(_ octets: [UInt8]) throws(ShellError) {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 || count < 0 && errno == EINTR else { throw .connectionLost }
            rest = rest.dropFirst(max(count, 0))
        }
    }

    /// Waits for octets.
    func receive() throws(ShellError) -> ArraySlice<UInt8> {
        var octets = [UInt8](repeating: 0, count: Self.pieceLength)
        while true {
            let count = unsafe recv(descriptor, &octets, octets.count, 0)
            if count > 0 { return octets[..<count] }
            guard count < 0, errno == EINTR else { throw .connectionLost }
        }
    }

    private static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard !path.isEmpty, path.utf8.count < capacity else { return nil }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return address
    }

    private static func reason(_ error: Int32) -> String {
        unsafe String(cString: strerror(error))
    }
}
