import Glibc

/// Which file a path leads to, and of what kind it is.
struct FileIdentity: Hashable {
    private var device: UInt64
    private var number: UInt64
    private var kind: mode_t

    /// Whether it is a Unix socket.
    var isSocket: Bool { kind == S_IFSOCK }

    /// Looks at `path` without following a symbolic link at its end; `nil` if there is nothing, or no way to it.
    init?(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
        kind = status.st_mode & S_IFMT
    }
}
