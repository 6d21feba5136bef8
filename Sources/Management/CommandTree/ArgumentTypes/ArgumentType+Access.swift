import Core

extension ArgumentType where Value == UInt8 {
    /// A privilege level. What is none is not repeated: next to a password, it may be one.
    static let privilegeLevel = ArgumentType(
        symbol: "<0-15>", precision: .exact,
        parse: { word in UInt8(word).flatMap { $0 <= 15 && word.first != "+" ? $0 : nil } },
        explain: { _ in "A privilege level is a number from 0 to 15." }, print: { String($0) })
}

extension ArgumentType where Value == StoredPassword {
    /// A password, up to the end of the line, or its hash.
    static let password = ArgumentType(
        symbol: "LINE", precision: .line, isSecret: true,
        parseWords: { line, index in
            StoredPassword(line.tail(from: index)).map { (value: $0, words: line.words.count - index) }
        },
        explain: { word in
            if word == GrammarPrinter.removedSecret {
                return "The password was removed when this text was shown; the password itself is needed here."
            }
            return StoredPassword.looksLikeHash(word)
                ? "A hash is a whole one in the form of crypt(5): yescrypt ($y$) up to cost 7, or SHA-512 ($6$)."
                : "A password is 1 to \(StoredPassword.maximumLength) octets."
        },
        print: { password in
            switch password {
            case .clear(let octets): String(decoding: octets.octets, as: UTF8.self)
            case .hashed(let hash): hash.text
            }
        })
}

extension StoredPassword {
    /// Octets that a password may have.
    static let maximumLength = 127

    /// The password in a text; `nil` for what looks like a hash and is none.
    init?(_ text: String) {
        if let hash = PasswordHash(text) {
            self = .hashed(hash)
        } else if text != GrammarPrinter.removedSecret, !Self.looksLikeHash(text), text.utf8.count <= Self.maximumLength
        {
            self = .clear(SecretKey(octets: Array(text.utf8)))
        } else {
            return nil
        }
    }

    /// Whether a text begins as hashes of crypt(5) do: `$y$`.
    static func looksLikeHash(_ text: String) -> Bool {
        text.hasPrefix("$") && text.dropFirst().prefix(5).contains("$")
    }
}

extension ArgumentType where Value == CommandWords {
    /// The fixed words that commands begin with.
    static let commandWords = ArgumentType(
        symbol: "LINE", precision: .line,
        parseWords: { line, index in
            CommandWords(line, from: index).map { (value: $0, words: line.words.count - index) }
        },
        explain: { _ in "No command begins with these words." },
        print: { $0.description })
}
