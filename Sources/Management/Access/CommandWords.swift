/// The fixed words that commands begin with, in full: `show running-config`.
public struct CommandWords: Comparable, Hashable, Sendable {
    /// The words, at least one.
    let words: [String]

    /// The words in a line that commands begin with, which may be abbreviated; `nil` if no command begins with them.
    init?(_ line: CommandText, from start: Int) {
        guard let words = ExecSchema.fixedWords(of: line, from: start), !words.isEmpty else { return nil }
        self.words = words
    }

    /// In the order of the alphabet.
    public static func < (left: CommandWords, right: CommandWords) -> Bool {
        left.words.lexicographicallyPrecedes(right.words)
    }
}

extension CommandWords: CustomStringConvertible {
    /// As they are written.
    public var description: String { words.joined(separator: " ") }
}
