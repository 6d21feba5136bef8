/// A line as it may be repeated in an error message: with `*` for every octet of a secret, so that a caret below it
/// stands where it would below the line itself.
struct LineEcho {
    /// What may be shown.
    let text: String

    /// - Parameter endsAtFailure: Whether to leave out what stands behind the word that failed. Nobody understood it,
    ///   so that a key may be in it.
    init(_ line: CommandText, _ failure: CommandFailure, endsAtFailure: Bool) {
        var octets = Array(line.text.utf8)
        var hidden = failure.secrets
        if endsAtFailure, let offset = failure.offset {
            hidden += line.words.indices.filter { index in
                line.words[index].range.contains(offset) && Self.mayBeSecret(index, of: line, failure.secrets)
            }.map { line.words[$0].range }
            if let end = line.words.first(where: { $0.range.upperBound > offset })?.range.upperBound {
                octets.replaceSubrange(end..., with: end == line.words.last?.range.upperBound ? "".utf8 : " ...".utf8)
            }
        }
        for index in hidden.joined() where index < octets.count {
            octets[index] = UInt8(ascii: "*")
        }
        text = String(decoding: octets, as: UTF8.self)
    }

    /// Whether a secret may be in a line that failed, so that nobody may remember it.
    static func mayHoldSecret(_ line: CommandText, _ failure: CommandFailure) -> Bool {
        !failure.secrets.isEmpty || line.words.dropLast().contains { keyWords.contains($0.folded) }
            || line.words.indices.contains { mayBeSecret($0, of: line, failure.secrets) }
    }

    /// Words that a key follows, with a word for its form between them.
    private static let keyWords = ["key", "pre-shared-key"]

    /// Passwords look like anything, keys like keys or what stands behind one.
    private static func mayBeSecret(_ index: Int, of line: CommandText, _ secrets: [Range<Int>]) -> Bool {
        line.words[..<index].contains { mayLeadToPassword($0.folded) }
            || looksLikeKey(line.words[index].text) || isBehindKey(index, line, secrets)
    }

    /// Also abbreviated, and a little more than what is unique.
    private static func mayLeadToPassword(_ word: String) -> Bool {
        word.utf8.count >= 2 && ["enable", "secret", "username"].contains { $0.hasPrefix(word) }
    }

    /// A key without `hex` or `ascii` before it, or the second word of what was meant to be one key in ASCII.
    private static func isBehindKey(_ index: Int, _ line: CommandText, _ secrets: [Range<Int>]) -> Bool {
        guard index >= 2 else { return false }
        let (before, last) = (line.words[index - 2], line.words[index - 1])
        return keyWords.contains { $0.hasPrefix(last.folded) }
            || secrets.contains(last.range) && "ascii".hasPrefix(before.folded)
    }

    /// A key where none is expected is a line with a word too few or too many.
    private static func looksLikeKey(_ word: String) -> Bool {
        word.utf8.count >= 16 && word.allSatisfy(\.isHexDigit)
    }
}
