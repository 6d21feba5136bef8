import Core

/// `spi hex 1000 encryption aes-cbc hex KEY integrity hmac-sha-256 hex KEY`: one association of ESP.
enum EncapsulatingSecurityPayloadGrammar {
    /// Whoever wants no encryption has to write that.
    static let grammar =
        [Grammar.word("spi", "Security Parameter Index")] + index.grammar + [
            .word("encryption", "How packets are encrypted"),
            .choice([
                [.word("aes-cbc", "AES in CBC mode (RFC 3602)"), hexadecimal, .value(blockKey)] + integrity,
                [
                    .word("aes-gcm", "AES-GCM, which guards from change too (RFC 4106)"), hexadecimal,
                    .value(counterKey),
                ],
                [.word("null", "Not at all (RFC 2410)")] + integrity,
            ]),
        ]

    /// What a line says of an association.
    static func say(_ association: EncapsulatingSecurityPayload) -> Arguments {
        let spi = index.parameter(association.securityParameterIndex)
        return switch association.transform {
        case .cipherBlockChaining(let encryption, let integrity):
            Arguments(spi, blockKey(encryption), integrityKey(integrity))
        case .galoisCounterMode(let key): Arguments(spi, counterKey(key))
        case .authenticationOnly(let integrity): Arguments(spi, integrityKey(integrity))
        }
    }

    /// The association that a line says.
    static func hear(_ arguments: Arguments) throws(Refusal) -> EncapsulatingSecurityPayload {
        EncapsulatingSecurityPayload(
            securityParameterIndex: try arguments.required(index.parameter), transform: try transform(arguments))
    }

    private static func transform(
        _ arguments: Arguments
    ) throws(Refusal) -> EncapsulatingSecurityPayload.Transform {
        if let key = arguments[counterKey] { return .galoisCounterMode(key) }
        let integrity = try arguments.required(integrityKey)
        return arguments[blockKey].map { .cipherBlockChaining(encryption: $0, integrity: integrity) }
            ?? .authenticationOnly(integrity: integrity)
    }

    private static let index = SecurityParameterIndexGrammar("SPI")
    private static let hexadecimal = Grammar.word("hex", "In hexadecimal")

    private static let blockKey = Parameter(
        "block key",
        .hexadecimalKey(
            of: [16, 24, 32], "A key of AES-CBC is 32, 48 or 64 hexadecimal digits: 16, 24 or 32 octets."),
        "The key of AES: 16, 24 or 32 octets")
    private static let counterKey = Parameter(
        "counter key",
        .hexadecimalKey(
            of: [20, 28, 36],
            "A key of AES-GCM is 40, 56 or 72 hexadecimal digits: 16, 24 or 32 octets, and 4 octets of salt."),
        "The key of AES: 16, 24 or 32 octets, and 4 octets of salt")
    private static let integrityKey = Parameter(
        "integrity key",
        .hexadecimalKey(of: [32], "A key of HMAC-SHA-256 is 64 hexadecimal digits: 32 octets."),
        "The key of HMAC: 32 octets")

    private static let integrity = [
        Grammar.word("integrity", "What guards packets from change"),
        .word("hmac-sha-256", "HMAC-SHA-256, 128 bits of it (RFC 4868)"), hexadecimal, .value(integrityKey),
    ]
}
