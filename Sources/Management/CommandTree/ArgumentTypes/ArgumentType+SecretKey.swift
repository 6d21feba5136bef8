import Core

extension ArgumentType where Value == SecretKey {
    /// A key in hexadecimal digits, 1 to 64 octets.
    static let hexadecimalKey = ArgumentType(
        symbol: "HEX", precision: .exact, isSecret: true,
        parse: { word in
            let octets = octets(hexadecimal: Array(word.utf8))
            return octets.map(SecretKey.init(octets:))
        },
        explain: { word in
            word == GrammarPrinter.removedSecret
                ? "The key was removed when this text was shown; the key itself is needed here."
                : "A key is 2 to 128 hexadecimal digits, an even number of them."
        },
        print: { key in key.octets.map { hexadecimal($0) }.joined() })

    /// A key in printable characters of ASCII, 1 to 64 of them.
    static let textKey = ArgumentType(
        symbol: "WORD", precision: .name, isSecret: true,
        parse: { word in
            guard (1...64).contains(word.utf8.count), word != GrammarPrinter.removedSecret,
                word.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
            else { return nil }
            return SecretKey(octets: Array(word.utf8))
        },
        explain: { word in
            word == GrammarPrinter.removedSecret
                ? "The key was removed when this text was shown; the key itself is needed here."
                : "A key is 1 to 64 characters of ASCII without white space."
        },
        print: { key in String(decoding: key.octets, as: UTF8.self) })

    private static func octets(hexadecimal digits: [UInt8]) -> [UInt8]? {
        guard (2...128).contains(digits.count), digits.count.isMultiple(of: 2) else { return nil }
        let values = digits.compactMap { UInt8(exactly: Character(Unicode.Scalar($0)).hexDigitValue ?? 16) }
        guard values.allSatisfy({ $0 < 16 }) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    private static func hexadecimal(_ octet: UInt8) -> String {
        (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }
}
