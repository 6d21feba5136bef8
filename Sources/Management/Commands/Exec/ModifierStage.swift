/// One of the filters that may stand behind each other in a line.
struct ModifierStage: Sendable {
    private let kind: Key<OutputFilter.Kind>
    private let pattern: Parameter<String>

    /// - Parameter index: Which one it is.
    init(_ index: Int) {
        kind = Key("filter \(index)")
        pattern = Parameter("pattern \(index)", .pattern, "Regular expression")
    }

    /// The filter, and what may follow.
    func grammar(then rest: Grammar) -> [[Grammar]] {
        [
            [
                .choice([
                    [.word("include", "Lines that match", says: kind, .include)],
                    [.word("exclude", "Lines that do not match", says: kind, .exclude)],
                    [.word("begin", "From the first line that matches", says: kind, .begin)],
                    [.word("section", "Lines that match, with what is indented below them", says: kind, .section)],
                    [.word("count", "Number of lines that match", says: kind, .count)],
                ]),
                .value(pattern), rest,
            ]
        ]
    }

    /// What was said.
    func callAsFunction(_ arguments: Arguments) -> OutputFilter? {
        guard let kind = arguments[kind], let pattern = arguments[pattern] else { return nil }
        return OutputFilter(kind: kind, pattern: pattern)
    }
}

extension ArgumentType where Value == String {
    /// The words up to the next `|` that begins a word, or up to the end of the line.
    fileprivate static let pattern = ArgumentType(
        symbol: "LINE", precision: .line,
        parseWords: { line, index in
            let end = line.words[index...].firstIndex { $0.text == "|" } ?? line.words.count
            return end > index ? (value: line.text(of: index..<end), words: end - index) : nil
        },
        explain: { _ in "A regular expression is missing." },
        print: { $0 })
}
