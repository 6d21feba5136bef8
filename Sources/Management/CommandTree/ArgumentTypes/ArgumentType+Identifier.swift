import Core

extension ArgumentType where Value == NetworkAccessIdentifier {
    /// One mobile node, or everybody of a realm.
    static let identifier = networkAccessIdentifier("user@realm or @realm") { _ in true }
    /// One mobile node.
    static let userIdentifier = networkAccessIdentifier("user@realm") { !$0.isRealm }
    /// Everybody of a realm.
    static let realmIdentifier = networkAccessIdentifier("@realm", where: \.isRealm)

    private static func networkAccessIdentifier(
        _ form: String, where isMeant: @escaping @Sendable (NetworkAccessIdentifier) -> Bool
    ) -> ArgumentType {
        ArgumentType(
            symbol: "WORD", precision: .name,
            parse: { word in NetworkAccessIdentifier(word).flatMap { isMeant($0) ? $0 : nil } },
            explain: { _ in
                "A Network Access Identifier is \(form), up to \(NetworkAccessIdentifier.maximumLength) octets."
            },
            print: { $0.description })
    }
}
