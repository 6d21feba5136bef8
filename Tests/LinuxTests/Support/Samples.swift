import Core
import Glibc

@testable import Linux

extension IPv6Address {
    /// Reads an address that a test wrote.
    static func of(_ text: String) throws -> IPv6Address {
        var octets = in6_addr()
        guard unsafe inet_pton(AF_INET6, text, &octets) == 1 else { throw Timeout(condition: text) }
        return unsafe withUnsafeBytes(of: octets) {
            IPv6Address(rawValue: unsafe UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)))
        }
    }
}

extension InterfaceAddress {
    /// Reads `2001:db8::1/64`.
    static func of(_ text: String) throws -> InterfaceAddress {
        let parts = text.split(separator: "/")
        return InterfaceAddress(address: try .of(String(parts[0])), prefixLength: UInt8(parts[1]) ?? 0)
    }
}
