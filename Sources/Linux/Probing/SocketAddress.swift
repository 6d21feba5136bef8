import CLinux
import Core
import Glibc

/// Calls `body` with an address as the socket calls take it, and its length.
func withSocketAddress<Result>(
    _ address: IPv6Address, port: UInt16 = 0, _ interface: InterfaceIndex?,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    var socketAddress = sockaddr_in6()
    socketAddress.sin6_family = sa_family_t(AF_INET6)
    socketAddress.sin6_port = port.bigEndian
    socketAddress.sin6_scope_id = interface?.rawValue ?? 0
    unsafe withUnsafeMutableBytes(of: &socketAddress.sin6_addr) {
        unsafe $0.storeBytes(of: address.rawValue.bigEndian, as: UInt128.self)
    }
    return unsafe withUnsafePointer(to: &socketAddress) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
        }
    }
}

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
            unsafe withSocketAddress(destination, port: 7, interface) { unsafe connect(probe.rawValue, $0, $1) }
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
