extension ArgumentType where Value == String {
    /// Who an end of IKEv2 says it is: an address, a name, or a user at a realm.
    static let ikeIdentity = ArgumentType(
        symbol: "WORD", precision: .name,
        parse: { word in
            let isFitting = word.utf8.allSatisfy { isLetterOrDigit($0) || "-_.@:".utf8.contains($0) }
            return isFitting && word.utf8.count <= 128 ? word : nil
        },
        explain: { _ in
            "An identity is an address, a name, or user@realm: up to 128 letters, digits, or any of - _ . @ :"
        },
        print: { $0 })

    /// A file in one of strongSwan's folders.
    static let certificateFile = ArgumentType(
        symbol: "FILE", precision: .name,
        parse: { word in FileName(word).flatMap { $0.isPath || $0.text != word ? nil : word } },
        explain: { _ in
            """
            A certificate is the name of a file in strongSwan's folder x509: up to 64 letters, digits, or any of - _ . \
            and begins with a letter, a digit or _.
            """
        },
        print: { $0 })
}
