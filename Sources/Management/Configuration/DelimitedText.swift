/// A text of one or several lines, as it is written: between two delimiters, the first of which says what both are.
struct DelimitedText: Hashable, Sendable {
    /// The text; what it has by now if its end has not come.
    let text: String
    /// The delimiter, if its end has not come.
    let openDelimiter: String?

    /// How IOS shows Ctrl-C, which it likes best.
    private static let control = "^C"

    /// A whole text.
    init(_ text: String) {
        self.text = text
        openDelimiter = nil
    }

    /// Reads a text that begins with its delimiter: a printable character of ASCII, or `^C`. What stands behind the end
    /// is ignored, and so is the end of a line next to a delimiter.
    init?(writtenAs written: String) {
        let first = written.hasPrefix(Self.control) ? Self.control : String(written.prefix(1))
        guard let octet = first.utf8.first, (0x21...0x7e).contains(octet), first.utf8.count == first.count else {
            return nil
        }
        var body = written.dropFirst(first.count)
        let end = body.firstRange(of: first)?.lowerBound
        body = body[..<(end ?? body.endIndex)]
        if body.first == "\n" { body.removeFirst() }
        if end != nil, body.last == "\n" { body.removeLast() }
        text = String(body)
        openDelimiter = end == nil ? first : nil
    }

    /// As it is written: each line in a line of its own, between delimiters that are not in it. There is one: the text
    /// was written with one.
    var written: String {
        let characters = (0x21...0x7e).map { String(Unicode.Scalar(UInt8($0))) }.filter { $0 != "^" }
        let delimiter = ([Self.control, "#"] + characters).first { !text.contains($0) } ?? Self.control
        return "\(delimiter)\n\(text)\n\(delimiter)"
    }
}

extension ArgumentType where Value == DelimitedText {
    /// A text between delimiters, which may go on in lines that follow.
    static let delimitedText = ArgumentType(
        symbol: "LINE", precision: .line,
        parseWords: { line, index in
            DelimitedText(writtenAs: line.tail(from: index)).map { (value: $0, words: line.words.count - index) }
        },
        explain: { _ in "A text begins with its delimiter, a character of ASCII that is not in it, and ends with it." },
        print: \.written)
}
