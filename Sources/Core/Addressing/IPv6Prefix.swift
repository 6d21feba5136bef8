/// The leading bits of an address (RFC 4291 section 2.3).
public struct IPv6Prefix: Hashable, Sendable {
    /// The prefix, its host bits zero.
    public let address: IPv6Address
    /// Bits, 0 to 128.
    public let length: UInt8

    /// Takes the first `length` bits of `address`; `nil` for a length over 128.
    public init?(_ address: IPv6Address, length: UInt8) {
        guard length <= 128 else { return nil }
        self.init(leading: length, of: address)
    }

    /// Takes the first `length` bits of `address`, all of them for a length over 128.
    init(leading length: UInt8, of address: IPv6Address) {
        self.length = min(length, 128)
        self.address = IPv6Address(rawValue: address.rawValue & Self.mask(self.length))
    }

    /// The /128 that contains one address.
    public init(_ address: IPv6Address) {
        self.address = address
        self.length = 128
    }

    /// Whether `candidate` begins with the prefix.
    public func contains(_ candidate: IPv6Address) -> Bool {
        (candidate.rawValue ^ address.rawValue) & Self.mask(length) == 0
    }

    /// The address that begins with the prefix and ends as `address` does.
    func combined(with address: IPv6Address) -> IPv6Address {
        IPv6Address(rawValue: self.address.rawValue | address.rawValue & ~Self.mask(length))
    }

    private static func mask(_ length: UInt8) -> UInt128 {
        ~(UInt128.max >> UInt128(length))
    }
}

extension IPv6Prefix: Comparable {
    /// Orders prefixes by address, shorter ones first.
    public static func < (left: IPv6Prefix, right: IPv6Prefix) -> Bool {
        (left.address, left.length) < (right.address, right.length)
    }
}

extension IPv6Prefix: LosslessStringConvertible {
    /// Reads `2001:db8::/64`; bits past the length may be set and are dropped. `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPv6Address(parts[0]),
            let length = UInt8(digits: Array(parts[1].utf8), radix: 10)
        else { return nil }
        self.init(address, length: length)
    }

    /// `2001:db8::/64`.
    public var description: String { "\(address)/\(length)" }
}
