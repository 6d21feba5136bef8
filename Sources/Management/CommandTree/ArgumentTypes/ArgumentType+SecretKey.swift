import Core

extension ArgumentType where Value == SecretKey {
    /// A key in hexadecimal digits, 1 to 64 octets.
    static let hexadecimalKey = hexadecimalKey(
        of: Array(1...64), "A key is 2 to 128 hexadecimal digits, an even number of them.")

    /// A key in hexadecimal digits, of one of some numbers of octets; the form is told to whoever writes another.
    static func hexadecimalKey(of lengths: [Int], _ form: String) -> ArgumentType {
        ArgumentType(
            symbol: "HEX", precision: .exact, isSecret: true,
            parse: { word in
                guard let octets = octets(hexadecimal: Array(word.utf8)), lengths.contains(octets.count) else {
                    return nil
                }
                return SecretKey(octets: octets)
            },
            explain: { word in
                word == GrammarPrinter.removedSecret
                    ? "The key was removed when this text was shown; the key itself is needed here." : form
            },
            print: { key in hexadecimal(key) })
    }

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

    private static func hexadecimal(_ key: SecretKey) -> String {
        key.octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
