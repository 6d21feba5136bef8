import Core

/// `authentication` of a host group and of a home address: a mobility security association (RFC 4285). Both ends of an
/// association have the same line.
enum SecurityAssociationLine {
    /// Of a host group, which may have several. The `no` form without an index removes all of them.
    static let line = ConfigurationLine<HostGroupSettings>(
        identity, secret + policy, negation: negation,
        read: { group in
            group.securityAssociations.sorted { $0.key < $1.key }.map { index, association in
                say(index, association)
            }
        },
        set: { (group, arguments) throws(Refusal) in
            let (index, association) = try hear(arguments)
            group.securityAssociations[index] = association
        },
        remove: { group, arguments in
            let removed = arguments[inbound.parameter].map { [$0] } ?? Array(group.securityAssociations.keys)
            return !removed.compactMap { group.securityAssociations.removeValue(forKey: $0) }.isEmpty
        })

    /// Of a home address of this node.
    static let forHomeAddress = ConfigurationLine<HomeAddressConfiguration>(
        identity, secret + policy, negation: negation,
        read: { home in
            home.authentication.map { [say($0.securityParameterIndex, SecurityAssociationSettings($0))] } ?? []
        },
        set: { (home, arguments) throws(Refusal) in
            let (index, association) = try hear(arguments)
            home.authentication = association.association(index: index)
        },
        remove: { home, arguments in
            guard let index = home.authentication?.securityParameterIndex,
                arguments[inbound.parameter] ?? index == index
            else { return false }
            home.authentication = nil
            return true
        })

    private static func say(_ index: UInt32, _ association: SecurityAssociationSettings) -> Arguments {
        Arguments(
            inbound.parameter(index), outbound.parameter(association.outboundIndex), key(association.key),
            window(association.replayWindow))
    }

    private static func hear(
        _ arguments: Arguments
    ) throws(Refusal) -> (index: UInt32, association: SecurityAssociationSettings) {
        let index = try arguments.required(inbound.parameter)
        let outboundIndex = arguments[outbound.parameter]
        let association = SecurityAssociationSettings(
            outboundIndex: outboundIndex == index ? nil : outboundIndex, key: try arguments.required(key),
            replayWindow: arguments[window])
        return (index, association)
    }

    private static let identity = [authentication, .choice([inboundIndex + outboundIndex, bothIndices])]
    private static let negation = [
        authentication,
        .optional([
            .choice([inboundIndex + [.optional(outboundIndex)], bothIndices]), .optional(secret + policy),
        ]),
    ]

    private static let authentication = Grammar.word("authentication", "Mobility security association (RFC 4285)")

    // MARK: Security Parameter Indices

    /// A Security Parameter Index, as it may be written.
    private struct Index: Sendable {
        /// 0 to 255 are reserved (RFC 4285 section 5.1).
        private static let reason = "; 0 to 255 are reserved"

        let parameter: Parameter<UInt32>
        let grammar: [Grammar]

        init(_ name: String) {
            parameter = Parameter(
                name, .hexadecimalNumber(256...UInt32.max, because: Self.reason),
                "Security Parameter Index, hexadecimal")
            let decimal = Parameter(name, .number(256...UInt32.max, because: Self.reason), "Security Parameter Index")
            grammar = [
                .choice([
                    [.word("hex", "In hexadecimal"), .value(parameter)],
                    [.word("decimal", "In decimal"), .value(decimal)],
                ])
            ]
        }
    }

    private static let inbound = Index("SPI")
    private static let outbound = Index("outbound SPI")

    private static let bothIndices = [Grammar.word("spi", "Security Parameter Index")] + inbound.grammar
    private static let inboundIndex =
        [Grammar.word("inbound-spi", "Security Parameter Index of what mobile nodes send")] + inbound.grammar
    private static let outboundIndex =
        [Grammar.word("outbound-spi", "Security Parameter Index of the answers")] + outbound.grammar

    // MARK: Key and policy

    private static let key = Parameter("key", .hexadecimalKey, "The key, 1 to 64 octets")
    private static let text = Parameter("key", .textKey, "The key, 1 to 64 characters")
    private static let secret: [Grammar] = [
        .word("key", "Shared key of HMAC-SHA1"),
        .choice([
            [.word("hex", "In hexadecimal"), .value(key)], [.word("ascii", "As text"), .value(text)],
        ]),
    ]

    private enum Algorithm: Equatable {
        case hmacSHA1
    }

    private static let algorithm = Key<Algorithm>("algorithm")
    private static let window = Parameter<UInt8>("seconds", .number(1...255), "Seconds between the clocks")
    /// The one algorithm need not be said, and is not printed.
    private static let policy: [Grammar] = [
        .optional([
            .word("algorithm", "How messages are authenticated"),
            .word("hmac-sha1", "HMAC-SHA1, 96 bits of it", says: algorithm, .hmacSHA1),
        ]),
        .optional([
            .word("replay", "Protection from repeated messages by timestamps"),
            .word("within", "How far timestamps may be off"), .value(window),
        ]),
    ]
}
