import Core

/// An address with the length of its link's prefix, as `ipv6 address` names it.
public struct InterfaceAddress: Hashable, Sendable {
    /// The address, host bits and all.
    public var address: IPv6Address
    /// Bits of it that are the link's prefix, 0 to 128.
    public var prefixLength: UInt8

    /// Makes an address of an interface.
    public init(address: IPv6Address, prefixLength: UInt8) {
        self.address = address
        self.prefixLength = prefixLength
    }
}

extension InterfaceAddress: CustomStringConvertible {
    /// `2001:db8::1/64`.
    public var description: String { "\(address)/\(prefixLength)" }
}
