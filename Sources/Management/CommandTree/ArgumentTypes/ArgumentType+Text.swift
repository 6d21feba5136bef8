extension ArgumentType where Value == String {
    /// Whatever is left of the line, up to a number of characters.
    static func text(upTo length: Int) -> ArgumentType {
        ArgumentType(
            symbol: "LINE", precision: .line,
            parseWords: { line, index in
                let text = line.tail(from: index)
                return text.count <= length ? (value: text, words: line.words.count - index) : nil
            },
            explain: { _ in "The text has more than \(length) characters." },
            print: { $0 })
    }
}
