/// A 48-bit link-layer address (IEEE 802).
public struct LinkLayerAddress: Hashable, Sendable {
    /// The address as a number, first octet on the wire most significant; the upper 16 bits are zero.
    public let rawValue: UInt64

    /// Makes an address of its number; bits above the 48th are dropped.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue & 0xffff_ffff_ffff
    }

    /// Makes an address of its octets as they are on the wire; `nil` unless they are 6.
    public init?(octets: some Collection<UInt8>) {
        guard octets.count == 6 else { return nil }
        rawValue = octets.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The 6 octets as they are on the wire.
    public var octets: [UInt8] {
        (0..<6).map { UInt8(truncatingIfNeeded: rawValue >> UInt64(40 - 8 * $0)) }
    }
}

extension LinkLayerAddress: LosslessStringConvertible {
    /// Reads `02:00:5e:10:00:01`, or `0200.5e10.0001` as IOS writes it; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let octets = Array(text.utf8)
        let (separator, digits) = octets.contains(UInt8(ascii: ".")) ? (UInt8(ascii: "."), 4) : (UInt8(ascii: ":"), 2)
        let groups = octets.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = groups.compactMap { $0.count == digits ? UInt64(digits: $0, radix: 16) : nil }
        guard groups.count * digits == 12, numbers.count == groups.count else { return nil }
        self.init(rawValue: numbers.reduce(0) { $0 << UInt64(4 * digits) | $1 })
    }

    /// `02:00:5e:10:00:01`.
    public var description: String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
    }
}
