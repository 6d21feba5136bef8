import CNetlinkRoute
import Core
import Glibc

/// An address as libnl's functions take it (`struct nl_addr`).
@safe struct AbstractAddress: ~Copyable {
    /// For libnl; valid while the value lives.
    let pointer: OpaquePointer?

    /// Makes libnl's form of an address with a prefix length, or of a prefix.
    init(_ address: IPv6Address, prefixLength: UInt8 = 128) {
        var octets = address.rawValue.bigEndian
        unsafe pointer = nl_addr_build(AF_INET6, &octets, MemoryLayout.size(ofValue: octets))
        unsafe nl_addr_set_prefixlen(pointer, Int32(prefixLength))
    }

    /// Makes libnl's form of an Ethernet address.
    init(_ address: LinkLayerAddress) {
        let octets = address.octets
        unsafe pointer = nl_addr_build(AF_PACKET, octets, octets.count)
    }

    deinit {
        unsafe nl_addr_put(pointer)
    }
}

extension IPv6Address {
    /// Reads libnl's form; `nil` for other kinds of addresses.
    init?(abstract address: OpaquePointer) {
        guard unsafe nl_addr_get_family(address) == AF_INET6, unsafe nl_addr_get_len(address) == 16,
            let octets = unsafe nl_addr_get_binary_addr(address)
        else { return nil }
        self.init(rawValue: unsafe UInt128(bigEndian: octets.loadUnaligned(as: UInt128.self)))
    }
}

extension LinkLayerAddress {
    /// Reads libnl's form; `nil` unless it is of 48 bits.
    init?(abstract address: OpaquePointer) {
        guard unsafe nl_addr_get_len(address) == 6, let octets = unsafe nl_addr_get_binary_addr(address) else {
            return nil
        }
        self.init(
            rawValue: (0..<6).reduce(0) {
                unsafe $0 << 8 | UInt64(octets.load(fromByteOffset: $1, as: UInt8.self))
            })
    }
}
