extension ArgumentType where Value == String {
    /// A name that the operator gives: letters, digits and `-_.@:/+`, up to a length.
    static func name(upTo length: Int) -> ArgumentType {
        ArgumentType(
            symbol: "WORD", precision: .name,
            parse: { word in
                word.utf8.count <= length && word.utf8.allSatisfy(isNameCharacter) ? word : nil
            },
            explain: { _ in "A name is up to \(length) letters, digits, or any of - _ . @ : / +" },
            print: { $0 })
    }

    /// A host name (RFC 1123 section 2.1; the underscore is common practice).
    static let hostName = ArgumentType(
        symbol: "WORD", precision: .name,
        parse: { word in
            guard let first = word.utf8.first, isLetterOrDigit(first), word.utf8.count <= 63 else { return nil }
            return word.utf8.allSatisfy { isLetterOrDigit($0) || "-_.".utf8.contains($0) } ? word : nil
        },
        explain: { _ in
            "A host name is up to 63 letters, digits, or any of - _ . and begins with a letter or digit."
        },
        print: { $0 })

    /// Whatever is left of the line.
    static let line = ArgumentType(
        symbol: "LINE", precision: .line,
        parseWords: { line, index in (value: line.tail(from: index), words: line.words.count - index) },
        explain: { _ in "Text is missing." },
        print: { $0 })
}

private func isNameCharacter(_ octet: UInt8) -> Bool {
    isLetterOrDigit(octet) || "-_.@:/+".utf8.contains(octet)
}

/// Whether an octet is a letter or digit of ASCII.
func isLetterOrDigit(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: false
    }
}
