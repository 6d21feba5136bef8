extension ArgumentType where Value == InterfaceName {
    /// An interface: the kernel's name, or the IOS way of writing it in one word or two (`Ethernet1`, `ethernet 1`).
    static let interfaceName = ArgumentType(
        symbol: "WORD", precision: .name,
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
