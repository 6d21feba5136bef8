import Core

/// An option of an access list's rule: how it is written, and what it says.
struct AccessOption: Sendable {
    /// How it is written.
    let grammar: [Grammar]
    /// What a rule says of it.
    let say: @Sendable (AccessRule) -> Arguments
    /// Takes over what a line says of it.
    let hear: @Sendable (Arguments, inout AccessRule) -> Void

    /// In the order in which they are printed.
    static let all = [
        flag("auth", "Packets with an Authentication Header", \.needsAuthenticationHeader),
        header(
            "dest-option", "Packets with a Destination Options header", \.destinationOptions,
            [("home-address", 201)]),
        value("dscp", "Differentiated services code point", .number(0...63), codePoints, \.codePoint),
        value("flow-label", "Flow label", .number(0...1_048_575), [], \.flowLabel),
        flag("fragments", "Fragments other than the first", \.needsLaterFragment),
        flag("hbh", "Packets with a Hop-by-Hop Options header", \.needsHopByHopOptions),
        header("mobility", "Mobility messages", \.mobility, mobilityTypes),
        header("routing", "Packets with a routing header", \.routing, []),
        log,
    ]

    /// Refuses options that no packet can meet together.
    static func check(_ rule: AccessRule) throws(Refusal) {
        if rule.mobility != nil, case .header(let header) = rule.protocol, !carriesMobilityHeader(header) {
            throw Refusal("A packet of protocol \(header.rawValue) has no Mobility Header.")
        }
        let needsUpperLayer =
            rule.source.ports != nil || rule.destination.ports != nil || rule.message != nil || rule.mobility != nil
        if rule.needsLaterFragment, needsUpperLayer {
            throw Refusal("Ports, messages and Mobility Headers are in the first fragment of a packet alone.")
        }
    }

    /// Whether a header is the Mobility Header, or can stand before one.
    private static func carriesMobilityHeader(_ header: NextHeader) -> Bool {
        [.mobility, .hopByHopOptions, .routing, .fragment, .authenticationHeader, .destinationOptions].contains(header)
    }

    private static let codePoints: [(word: String, value: UInt8)] =
        [("default", 0), ("ef", 46)]
        + (1...7).map { (word: "cs\($0)", value: UInt8($0 << 3)) }
        + (1...4).flatMap { group in
            (1...3).map { (word: "af\(group)\($0)", value: UInt8(group << 3 | $0 << 1)) }
        }

    private static let mobilityTypes: [(word: String, value: UInt8)] = [
        ("bind-acknowledgement", 6), ("bind-error", 7), ("bind-refresh", 0), ("bind-update", 5), ("cot", 4),
        ("coti", 2), ("hot", 3), ("hoti", 1),
    ]

    private typealias Field<Value> = WritableKeyPath<AccessRule, Value> & Sendable

    private static func flag(_ word: String, _ help: String, _ field: Field<Bool>) -> AccessOption {
        let key = Key<Bool>(word)
        return AccessOption(
            grammar: [.word(word, help, says: key, true)],
            say: { $0[keyPath: field] ? Arguments(key(true)) : Arguments() },
            hear: { arguments, rule in rule[keyPath: field] = arguments[key] ?? false })
    }

    private static func value<Value>(
        _ word: String, _ help: String, _ type: ArgumentType<Value>, _ names: [(word: String, value: Value)],
        _ field: Field<Value?>
    ) -> AccessOption {
        let value = Parameter(word, type, help)
        return AccessOption(
            grammar: [.word(word, help), FilterGrammar.named(names, "Value", says: value)],
            say: { Arguments(value($0[keyPath: field])) },
            hear: { arguments, rule in rule[keyPath: field] = arguments[value] })
    }

    /// That there is a header, or with `-type` behind its word of which type.
    private static func header(
        _ word: String, _ help: String, _ field: Field<HeaderMatch?>, _ names: [(word: String, value: UInt8)]
    ) -> AccessOption {
        let isPresent = Key<Bool>(word)
        let type = Parameter("\(word) type", .octet, "Type")
        return AccessOption(
            grammar: [
                .choice([
                    [.word("\(word)-type", "\(help), of a type"), FilterGrammar.named(names, "Type", says: type)],
                    [.word(word, help, says: isPresent, true)],
                ])
            ],
            say: { rule in
                switch rule[keyPath: field] {
                case nil: Arguments()
                case .present: Arguments(isPresent(true))
                case .type(let number): Arguments(type(number))
                }
            },
            hear: { arguments, rule in
                rule[keyPath: field] = arguments[type].map { .type($0) } ?? arguments[isPresent].map { _ in .present }
            })
    }

    private static let log = AccessOption(
        grammar: [
            .choice([
                [.word("log", "Log what matches", says: logKey, .plain)],
                [.word("log-input", "Log what matches, and where it came in", says: logKey, .withInput)],
            ])
        ],
        say: { Arguments(logKey($0.log)) },
        hear: { arguments, rule in rule.log = arguments[logKey] })

    private static let logKey = Key<FilterLog>("log")
}
