import CLinux
import Glibc

/// The address of a Unix socket (unix(7)): a path, or a name of the abstract kind, which begins with `@` here.
struct UnixSocketAddress {
    /// The longest path that the kernel takes, in octets.
    static let maximumLength = 107

    private var address = sockaddr_un()
    private var length: socklen_t

    /// `nil` for a path that is empty or too long.
    init?(_ path: String) {
        var octets = Array(path.utf8)
        guard !octets.isEmpty, octets.count <= Self.maximumLength, !octets.contains(0) else { return nil }
        let isAbstract = octets[0] == UInt8(ascii: "@")
        if isAbstract { octets[0] = 0 }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: octets) }
        // A path ends with a zero octet; an abstract name ends where the address does.
        let used = MemoryLayout<sa_family_t>.size + octets.count + (isAbstract ? 0 : 1)
        length = socklen_t(used)
    }

    /// Runs a system call with the address.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
        }
    }
}
