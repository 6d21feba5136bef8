extension IPv6Address: LosslessStringConvertible {
    /// Reads an address in any form of RFC 4291 section 2.2, without a zone; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        var parser = IPv6AddressParser(octets: Array(text.utf8))
        guard let rawValue = parser.parse() else { return nil }
        self.init(rawValue: rawValue)
    }

    /// The form of RFC 5952: lower case, the longest run of zero groups compressed, IPv4-mapped addresses dotted.
    public var description: String {
        if isIPv4Mapped {
            let octets = octets.suffix(4).map { String($0) }
            return "::ffff:" + octets.joined(separator: ".")
        }
        let groups = groups
        let compressed = Self.longestZeroRun(groups)
        guard !compressed.isEmpty else { return Self.text(of: groups[...]) }
        return Self.text(of: groups[..<compressed.lowerBound]) + "::" + Self.text(of: groups[compressed.upperBound...])
    }

    private var groups: [UInt16] {
        (0..<8).map { UInt16(truncatingIfNeeded: rawValue >> UInt128(112 - 16 * $0)) }
    }

    private static func text(of groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The first of the longest runs of two or more zero groups; empty if there is none (RFC 5952 section 4.2).
    private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for index in groups.indices {
            if groups[index] != 0 {
                start = index + 1
            } else if index + 1 - start > max(longest.count, 1) {
                longest = start..<index + 1
            }
        }
        return longest
    }
}
