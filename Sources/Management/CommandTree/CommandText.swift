/// One line as an operator wrote it, cut into words.
struct CommandText: Sendable {
    /// A run of characters without white space.
    struct Word: Sendable {
        /// As it was written.
        let text: String
        /// In lower case, as keywords are compared.
        let folded: String
        /// Where it stands: offsets of UTF-8 octets in the line.
        let range: Range<Int>
    }

    /// The whole line.
    let text: String
    /// Its words, in order.
    let words: [Word]

    /// UTF-8 octets that a line may have.
    static let maximumLength = 4096

    /// - Parameter hasLines: Whether it may be several lines: one that ends with a text, and that text's lines.
    /// - Throws: `invalid` for a line that is too long, and at the first control character; a tab is white space.
    init(_ text: String, hasLines: Bool = false) throws(CommandFailure) {
        let octets = Array(text.utf8)
        guard octets.count <= Self.maximumLength else {
            throw CommandFailure(
                .invalid, reason: "The line has \(octets.count) octets, more than \(Self.maximumLength).")
        }
        if let offset = Self.firstControlCharacter(in: octets, hasLines: hasLines) {
            throw CommandFailure(.invalid, at: offset, reason: "A control character is in the line.")
        }
        self.text = text
        words = Self.ranges(in: octets).map { Word(octets: octets[$0]) }
    }

    /// Whether white space, or nothing, stands before the end: the next character would begin a word.
    var endsBetweenWords: Bool {
        words.last?.range.upperBound != text.utf8.count
    }

    /// The text from a word to the end of the line, without white space at its end.
    func tail(from index: Int) -> String {
        index < words.count ? text(of: index..<words.count) : ""
    }

    /// The text from the first of some words to the end of the last.
    func text(of indices: Range<Int>) -> String {
        guard let first = words[indices].first, let last = words[indices].last else { return "" }
        let range = first.range.lowerBound..<last.range.upperBound
        return String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }

    /// How many characters stand before an octet.
    func column(ofOctet offset: Int) -> Int {
        String(decoding: text.utf8.prefix(offset), as: UTF8.self).count
    }

    private static func ranges(in octets: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start: Int?
        for index in 0...octets.count {
            if index < octets.count, !isWhiteSpace(octets[index]) {
                start = start ?? index
            } else if let begin = start {
                ranges += separatingPipe(begin..<index, in: octets)
                start = nil
            }
        }
        return ranges
    }

    /// `|json` is written as often as `| json`.
    private static func separatingPipe(_ range: Range<Int>, in octets: [UInt8]) -> [Range<Int>] {
        guard octets[range.lowerBound] == UInt8(ascii: "|"), range.count > 1 else { return [range] }
        return [range.lowerBound..<range.lowerBound + 1, range.lowerBound + 1..<range.upperBound]
    }

    private static func isWhiteSpace(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t")
    }

    /// C0 but the tab, DEL, and C1 (U+0080 to U+009F, in UTF-8 C2 80 to C2 9F).
    private static func firstControlCharacter(in octets: [UInt8], hasLines: Bool) -> Int? {
        octets.indices.first { index in
            switch octets[index] {
            case UInt8(ascii: "\t"): false
            case UInt8(ascii: "\n"): !hasLines
            case 0..<0x20, 0x7f: true
            case 0xc2: index + 1 < octets.count && octets[index + 1] < 0xa0
            default: false
            }
        }
    }
}

extension CommandText.Word {
    fileprivate init(octets: ArraySlice<UInt8>) {
        text = String(decoding: octets, as: UTF8.self)
        let isFolded = !octets.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        folded = isFolded ? text : text.lowercased()
        range = octets.startIndex..<octets.endIndex
    }
}
