import CLinux
import Core
import Glibc

extension IPv6Address {
    /// Reads the form of the socket calls.
    init(_ address: in6_addr) {
        self.init(
            rawValue: unsafe withUnsafeBytes(of: address) {
                unsafe UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self))
            })
    }

    /// The address of this node that the kernel would send from.
    ///
    /// - Throws: if there is no way to the destination.
    static func source(
        towards destination: IPv6Address, on interface: InterfaceIndex?
    ) throws(SystemCallError) -> IPv6Address {
        let purpose = "finding a way to \(destination)"
        let probe = try FileDescriptor("socket", for: purpose) {
            socket(AF_INET6, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        }
        try SystemCallError.check("connect", for: purpose) {
            unsafe SocketAddress(destination, port: 7, on: interface).withPointer {
                unsafe connect(probe.rawValue, $0, $1)
            }
        }
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        try SystemCallError.check("getsockname", for: purpose) {
            unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getsockname(probe.rawValue, $0, &length)
                }
            }
        }
        return IPv6Address(address.sin6_addr)
    }
}
