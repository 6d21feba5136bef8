import CLinux
import Glibc

/// Who is at the other end of a Unix socket, as the kernel vouches for it (SO_PEERCRED).
public struct PeerCredentials: Hashable, Sendable {
    /// The user that connected.
    public var user: UInt32
    /// The user's main group.
    public var group: UInt32
    /// The process that connected; it may have ended since.
    public var process: Int32

    /// Describes a client.
    public init(user: UInt32, group: UInt32, process: Int32) {
        self.user = user
        self.group = group
        self.process = process
    }

    init(of socket: borrowing FileDescriptor) throws(SystemCallError) {
        let answer = try socket.option(
            SOL_SOCKET, SO_PEERCRED, like: haos_peer_credentials(), for: "identifying a client of the control socket")
        self.init(user: answer.user, group: answer.group, process: answer.process)
    }
}
