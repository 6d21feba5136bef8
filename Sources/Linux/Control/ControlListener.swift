import CLinux
import Glibc

/// A listening Unix socket and its file.
struct ControlListener: ~Copyable {
    /// Clients that may wait to be accepted.
    private static let backlog: Int32 = 16
    private let path: String
    private let socket: FileDescriptor
    private let file: FileIdentity?

    /// The descriptor to watch.
    var descriptor: Int32 { socket.rawValue }

    /// Makes the socket's file, in place of one that a dead process left there.
    ///
    /// - Parameter group: Whose members may connect, by name. If the machine has no such group everybody may: it is not
    ///   the file that decides what somebody may do.
    init(path: String, group: String) throws(ControlSocketError) {
        guard let address = UnixSocketAddress(path) else { throw .unusablePath(path) }
        do throws(SystemCallError) {
            try Directory.make(Directory.parent(of: path), mode: 0o755)
        } catch {
            throw .system(error)
        }
        try Self.clear(path, address)
        do throws(SystemCallError) {
            socket = try Self.listen(at: path, address, for: GroupIdentifier.of(group))
        } catch {
            throw .system(error)
        }
        file = FileIdentity(path)
        self.path = path
    }

    private static func listen(
        at path: String, _ address: UnixSocketAddress, for group: UInt32?
    ) throws(SystemCallError) -> FileDescriptor {
        let socket = try makeSocket()
        // A socket's file gets the permissions of the socket, less the umask: nobody connects before it has its group.
        try SystemCallError.check("fchmod", for: "restricting \(path)") { fchmod(socket.rawValue, 0o600) }
        try SystemCallError.check("bind", for: "making \(path)") {
            unsafe address.withPointer { unsafe bind(socket.rawValue, $0, $1) }
        }
        if let group {
            try SystemCallError.check("chown", for: "restricting \(path)") { unsafe chown(path, uid_t.max, group) }
        }
        try SystemCallError.check("chmod", for: "restricting \(path)") {
            unsafe chmod(path, group == nil ? 0o666 : 0o660)
        }
        try SystemCallError.check("listen", for: "listening at \(path)") { Glibc.listen(socket.rawValue, backlog) }
        return socket
    }

    /// Accepts one client.
    func accept() throws(SystemCallError) -> FileDescriptor {
        try FileDescriptor("accept4", for: "accepting a client of the control socket") {
            accept4(socket.rawValue, nil, nil, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
        }
    }

    /// Removes the socket's file, unless another process has replaced it.
    func removeFile() {
        guard file != nil, FileIdentity(path) == file else { return }
        _ = unsafe unlink(path)
    }

    /// Removes the file of a socket that nobody listens at any more.
    private static func clear(_ path: String, _ address: UnixSocketAddress) throws(ControlSocketError) {
        guard let file = FileIdentity(path) else { return }
        guard file.isSocket else { throw .occupied(path: path) }
        do throws(SystemCallError) {
            let probe = try makeSocket()
            try SystemCallError.check("connect", for: "trying \(path)") {
                unsafe address.withPointer { unsafe connect(probe.rawValue, $0, $1) }
            }
        } catch {
            // EAGAIN: somebody listens, but is slow to accept.
            if error.code == EAGAIN { throw .inUse(path: path) }
            guard error.code == ECONNREFUSED else { throw .system(error) }
            _ = unsafe unlink(path)
            return
        }
        throw .inUse(path: path)
    }

    private static func makeSocket() throws(SystemCallError) -> FileDescriptor {
        try FileDescriptor("socket", for: "opening a Unix socket") {
            Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        }
    }
}
