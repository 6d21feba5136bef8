/// Reads the text of one address (RFC 4291 section 2.2), left to right.
struct IPv6AddressParser {
    private let octets: [UInt8]
    private var position = 0
    private var groups: [UInt16] = []
    /// How many groups stand before the `::`.
    private var compressedAt: Int?

    /// Takes the UTF-8 octets of the text.
    init(octets: [UInt8]) {
        self.octets = octets
    }

    /// The address as a number; `nil` if the text is none.
    mutating func parse() -> UInt128? {
        if skip(colons: 2) { compressedAt = 0 }
        while position < octets.count {
            guard groups.count < 8, parseGroup() else { return nil }
            guard position < octets.count else { break }
            if compressedAt == nil, skip(colons: 2) {
                compressedAt = groups.count
            } else if !skip(colons: 1) || position == octets.count {
                return nil
            }
        }
        return combined()
    }

    /// Puts the groups in their places, zeros where the `::` was.
    private func combined() -> UInt128? {
        let missing = 8 - groups.count
        guard compressedAt == nil ? missing == 0 : missing > 0 else { return nil }
        var all = groups
        all.insert(contentsOf: repeatElement(0, count: missing), at: compressedAt ?? 0)
        return all.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private mutating func skip(colons count: Int) -> Bool {
        guard octets[position...].starts(with: repeatElement(UInt8(ascii: ":"), count: count)) else { return false }
        position += count
        return true
    }

    /// One group of hexadecimal digits, or the dotted IPv4 address that may end the text.
    private mutating func parseGroup() -> Bool {
        let end = octets[position...].firstIndex(of: UInt8(ascii: ":")) ?? octets.count
        let word = octets[position..<end]
        if word.contains(UInt8(ascii: ".")) { return end == octets.count && parseDotted(word) }
        guard (1...4).contains(word.count), let group = UInt16(digits: word, radix: 16) else { return false }
        groups.append(group)
        position = end
        return true
    }

    private mutating func parseDotted(_ word: ArraySlice<UInt8>) -> Bool {
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.count > 1 && part.first == UInt8(ascii: "0") ? nil : UInt8(digits: part, radix: 10)
        }
        guard parts.count == 4, numbers.count == 4, groups.count <= 6 else { return false }
        groups.append(UInt16(numbers[0]) << 8 | UInt16(numbers[1]))
        groups.append(UInt16(numbers[2]) << 8 | UInt16(numbers[3]))
        position = octets.count
        return true
    }
}
