import Core

/// `ipsec ikev2`: strongSwan negotiates the keys.
enum InternetKeyExchangeLine {
    static func line<Target: IPsecTarget>() -> ConfigurationLine<Target> {
        ConfigurationLine(
            [IPsecLines.word, word], value,
            read: { $0.ipsec?.exchange.map { [say($0)] } ?? [] },
            set: { (target, arguments) throws(Refusal) in
                guard target.ipsec?.manual == nil else {
                    throw Refusal("Keys are written down here: `no ipsec manual` removes them.")
                }
                target.ipsecLines.keying = .ikev2(try hear(arguments))
            },
            remove: { target, _ in
                guard target.ipsec?.exchange != nil else { return false }
                target.ipsecLines.keying = nil
                return true
            })
    }

    private static let word = Grammar.word("ikev2", "Keys that strongSwan negotiates (RFC 7296)")

    private static let local = Parameter("local identity", .ikeIdentity, "An address, a name, or user@realm")
    private static let remote = Parameter("remote identity", .ikeIdentity, "An address, a name, or user@realm")
    private static let hexadecimalKey = Parameter("key", .hexadecimalKey, "The key, 1 to 64 octets")
    private static let textKey = Parameter("key", .textKey, "The key, 1 to 64 characters")
    private static let certificate = Parameter(
        "certificate", .certificateFile, "A file of strongSwan's folder x509; its key is in the folder private")

    private static let value: [Grammar] = [
        .word("identity", "Who the ends say they are"),
        .word("local", "Who this end is"), .value(local),
        .word("remote", "Who the other end has to be"), .value(remote),
        .choice([
            [
                .word("pre-shared-key", "Both ends know a key"),
                .choice([
                    [.word("hex", "In hexadecimal"), .value(hexadecimalKey)],
                    [.word("ascii", "As text"), .value(textKey)],
                ]),
            ],
            [.word("certificate", "Both ends have certificates"), .value(certificate)],
        ]),
    ]

    private static func say(_ exchange: InternetKeyExchange) -> Arguments {
        let identities = (local(exchange.localIdentity), remote(exchange.remoteIdentity))
        return switch exchange.credential {
        case .preSharedKey(let key): Arguments(identities.0, identities.1, hexadecimalKey(key))
        case .certificate(let file): Arguments(identities.0, identities.1, certificate(file))
        }
    }

    private static func hear(_ arguments: Arguments) throws(Refusal) -> InternetKeyExchange {
        InternetKeyExchange(
            localIdentity: try arguments.required(local), remoteIdentity: try arguments.required(remote),
            credential: try credential(arguments))
    }

    private static func credential(_ arguments: Arguments) throws(Refusal) -> InternetKeyExchange.Credential {
        if let file = arguments[certificate] { return .certificate(file: file) }
        return .preSharedKey(try arguments.required(hexadecimalKey))
    }
}
