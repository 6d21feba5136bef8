/// The leading bits of an address (RFC 4291 section 2.3).
public struct IPv6Prefix: Hashable, Sendable {
    /// The prefix, its host bits zero.
    public let address: IPv6Address
    /// Bits, 0 to 128.
    public let length: UInt8

    /// Takes the first `length` bits of `address`; `nil` for a length over 128.
    public init?(_ address: IPv6Address, length: UInt8) {
        guard length <= 128 else { return nil }
        self.address = IPv6Address(rawValue: address.rawValue & ~(UInt128.max >> UInt128(length)))
        self.length = length
    }

    /// Whether `candidate` begins with the prefix.
    public func contains(_ candidate: IPv6Address) -> Bool {
        (candidate.rawValue ^ address.rawValue) & ~(UInt128.max >> UInt128(length)) == 0
    }
}
