extension ArgumentType where Value == InterfaceName {
    /// An interface: the kernel's name, or the IOS way of writing it in one word or two (`Ethernet1`, `ethernet 1`).
    static let interfaceName = interfaceName(.name)

    /// The same where a keyword may stand, which goes first.
    static let interfaceNameAmongKeywords = interfaceName(.fallback)

    private static func interfaceName(_ precision: ArgumentPrecision) -> ArgumentType {
        ArgumentType(
            symbol: "WORD", precision: precision,
            parseWords: { line, index in
                let word = line.words[index].text
                if index + 1 < line.words.count,
                    let name = InterfaceName(family: word, unit: line.words[index + 1].text)
                {
                    return (value: name, words: 2)
                }
                return InterfaceName(word).map { (value: $0, words: 1) }
            },
            explain: { _ in "An interface name is 1 to 15 octets, without / and : and white space, and not . or .." },
            print: { $0.description })
    }
}
