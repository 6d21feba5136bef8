import Core

/// The rule of an access list: how it is written, and what it says.
enum AccessRuleGrammar {
    /// How a rule is written, and something else that may stand among its options.
    static func rule(or another: [Grammar]) -> [Grammar] {
        [
            FilterGrammar.action(action),
            .choice([
                named("tcp") + ends(ports: PortNames.transmissionControl),
                named("udp") + ends(ports: PortNames.userDatagram), named("sctp") + ends(ports: []),
                named("icmp") + source.addresses + destination.addresses + [.optional([MessageGrammar.grammar])],
                [.choice([named("ahp"), named("esp"), named("hbh"), named("pcp"), allProtocols, anyNumber])]
                    + source.addresses + destination.addresses,
            ]),
            .anyOrder(AccessOption.all.map(\.grammar) + [another]),
        ]
    }

    /// What a rule says.
    static func say(_ rule: AccessRule) -> Arguments {
        var arguments = Arguments(action(rule.action), protocolKey(rule.protocol))
        if case .header(let header) = rule.protocol { arguments.append(number(header.rawValue)) }
        arguments.append(contentsOf: source.say(rule.source))
        arguments.append(contentsOf: destination.say(rule.destination))
        arguments.append(contentsOf: MessageGrammar.say(rule.message))
        for option in AccessOption.all { arguments.append(contentsOf: option.say(rule)) }
        return arguments
    }

    /// The rule that a line says; `nil` if it says none.
    static func hear(_ arguments: Arguments) throws(Refusal) -> AccessRule? {
        guard let action = arguments[action] else { return nil }
        let numbered = arguments[number].map { AccessProtocol.header(NextHeader(rawValue: $0)) }
        var rule = AccessRule(
            action, arguments[protocolKey] ?? numbered ?? .any, from: try source.hear(arguments),
            to: try destination.hear(arguments))
        rule.message = MessageGrammar.hear(arguments)
        for option in AccessOption.all { option.hear(arguments, &rule) }
        try AccessOption.check(rule)
        return rule
    }

    private static let action = Key<FilterAction>("action")
    private static let protocolKey = Key<AccessProtocol>("protocol")
    private static let number = Parameter("protocol number", .octet, "Protocol number")
    private static let source = AccessEndpointGrammar("source")
    private static let destination = AccessEndpointGrammar("destination")

    private static let allProtocols = [Grammar.word("ipv6", "All protocols", says: protocolKey, .any)]
    private static let anyNumber = [Grammar.value(number)]

    private static func ends(ports: [(word: String, value: UInt16)]) -> [Grammar] {
        source.addresses + source.ports(ports) + destination.addresses + destination.ports(ports)
    }

    private static func named(_ word: String) -> [Grammar] {
        protocols.filter { $0.word == word }.map { protocolWord in
            .word(protocolWord.word, protocolWord.help, says: protocolKey, .header(protocolWord.header))
        }
    }

    private static let protocols: [(word: String, help: String, header: NextHeader)] = [
        ("ahp", "Authentication Header", .authenticationHeader),
        ("esp", "Encapsulating Security Payload", .encapsulatingSecurityPayload),
        ("hbh", "Hop-by-Hop Options", .hopByHopOptions),
        ("icmp", "Internet Control Message Protocol", .icmpv6),
        ("pcp", "Payload Compression Protocol", NextHeader(rawValue: 108)),
        ("sctp", "Stream Control Transmission Protocol", NextHeader(rawValue: 132)),
        ("tcp", "Transmission Control Protocol", .transmissionControl),
        ("udp", "User Datagram Protocol", .userDatagram),
    ]
}
