/// A domain name of at least one label (RFC 1035 section 3.1).
public struct DomainName: Hashable, Sendable {
    /// The name as on the wire: each label after its length, then the empty label; 3 to 255 octets.
    public let octets: [UInt8]

    /// Reads the name at `offset`, without compression; `nil` if it is none.
    init?(parsing octets: Span<UInt8>, at offset: Int) throws(WireError) {
        var end = offset
        while end < octets.count, octets[end] != 0 {
            guard octets[end] <= 63 else { return nil }
            end += 1 + Int(octets[end])
        }
        guard end < octets.count, end > offset, end + 1 - offset <= 255 else { return nil }
        self.octets = try octets.copy(offset..<end + 1)
    }
}

extension DomainName: LosslessStringConvertible {
    /// Reads `example.org` or `example.org.`; `nil` unless its labels are 1 to 63 letters, digits, hyphens or
    /// underscores, and it has no more than 253 of them with their dots.
    public init?(_ text: some StringProtocol) {
        let labels = (text.hasSuffix(".") ? text.dropLast() : text[...]).utf8
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        var octets: [UInt8] = []
        for label in labels {
            guard (1...63).contains(label.count), label.allSatisfy(Self.isOrdinary) else { return nil }
            octets.append(UInt8(label.count))
            octets.append(contentsOf: label)
        }
        guard octets.count < 255 else { return nil }
        self.octets = octets + [0]
    }

    /// `example.org`; octets that are not letters, digits, hyphens or underscores print as `\DDD` (RFC 4343).
    public var description: String {
        var text = ""
        var index = 0
        while index < octets.count, octets[index] != 0 {
            let end = index + 1 + Int(octets[index])
            text += text.isEmpty ? "" : "."
            text += octets[index + 1..<end].map(Self.text).joined()
            index = end
        }
        return text
    }

    private static func text(of octet: UInt8) -> String {
        guard !isOrdinary(octet) else { return String(UnicodeScalar(octet)) }
        let digits = String(octet)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }

    private static func isOrdinary(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
