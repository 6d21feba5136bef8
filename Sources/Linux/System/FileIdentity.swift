import Glibc

/// Which file a path leads to, and of what kind it is.
struct FileIdentity: Hashable {
    private var device: UInt64
    private var number: UInt64
    private var kind: mode_t

    /// Whether it is a Unix socket.
    var isSocket: Bool { kind == S_IFSOCK }
    /// Whether it is a file with octets on a disk.
    var isRegular: Bool { kind == S_IFREG }

    /// Looks at `path` without following a symbolic link at its end; `nil` if there is nothing, or no way to it.
    init?(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Looks at what is open.
    init?(_ descriptor: borrowing FileDescriptor) {
        var status = stat()
        guard unsafe fstat(descriptor.rawValue, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
        kind = status.st_mode & S_IFMT
    }
}
