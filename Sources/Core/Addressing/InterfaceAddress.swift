/// An address of an interface with the length of its link's prefix: `2001:db8:1::1/64`.
public struct InterfaceAddress: Hashable, Sendable {
    /// The address, host bits and all.
    public let address: IPv6Address
    /// Bits, 0 to 128.
    public let prefixLength: UInt8

    /// Makes an interface's address; a length over 128 is 128.
    public init(address: IPv6Address, prefixLength: UInt8) {
        self.address = address
        self.prefixLength = min(prefixLength, 128)
    }

    /// The prefix of the link that the address belongs to.
    public var prefix: IPv6Prefix {
        IPv6Prefix(leading: prefixLength, of: address)
    }
}

extension InterfaceAddress: CustomStringConvertible {
    /// `2001:db8:1::1/64`.
    public var description: String { "\(address)/\(prefixLength)" }
}
