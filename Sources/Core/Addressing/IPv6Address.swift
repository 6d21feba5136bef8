/// An IPv6 address (RFC 4291), one 128-bit number in network order of significance.
public struct IPv6Address: Hashable, Sendable {
    /// The address as a number: `2001:db8::1` is `0x20010db8_00000000_00000000_00000001`.
    public var rawValue: UInt128

    /// Makes an address of its number.
    public init(rawValue: UInt128) {
        self.rawValue = rawValue
    }
}

extension IPv6Address: Comparable {
    /// Orders addresses as numbers.
    public static func < (left: IPv6Address, right: IPv6Address) -> Bool {
        left.rawValue < right.rawValue
    }
}
