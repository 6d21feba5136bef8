import Core

/// `ipsec manual`: an association whose keys are written down.
enum ManualAssociationLine {
    /// The `no` form without a direction removes all associations.
    static func line<Target: IPsecTarget>() -> ConfigurationLine<Target> {
        ConfigurationLine(
            words + [roles], EncapsulatingSecurityPayloadGrammar.grammar,
            negation: words + [.optional([roles, .optional(EncapsulatingSecurityPayloadGrammar.grammar)])],
            read: { $0.ipsec?.manual.map(say) ?? [] },
            set: { (target, arguments) throws(Refusal) in
                guard target.ipsec?.exchange == nil else {
                    throw Refusal("Keys are negotiated here: `no ipsec ikev2` ends that.")
                }
                guard let role = arguments[role] else { return }
                var associations = target.ipsec?.manual ?? ManualAssociations()
                associations[keyPath: role.field] = try EncapsulatingSecurityPayloadGrammar.hear(arguments)
                target.ipsecLines.keying = .manual(associations)
            },
            remove: { target, arguments in
                guard let before = target.ipsec?.manual else { return false }
                var associations = before
                for role in arguments[role].map({ [$0] }) ?? ManualAssociationRole.allCases {
                    associations[keyPath: role.field] = nil
                }
                target.ipsecLines.keying = associations == ManualAssociations() ? nil : .manual(associations)
                return associations != before
            })
    }

    private static func say(_ associations: ManualAssociations) -> [Arguments] {
        ManualAssociationRole.allCases.compactMap { role in
            associations[keyPath: role.field].map { association in
                var arguments = Arguments(Self.role(role))
                arguments.append(contentsOf: EncapsulatingSecurityPayloadGrammar.say(association))
                return arguments
            }
        }
    }

    private static let role = Key<ManualAssociationRole>("role")
    private static let words = [IPsecLines.word, .word("manual", "Keys that are written down")]
    private static let roles = Grammar.choice([
        [.word("inbound", "What comes in", says: role, .inbound)],
        [.word("outbound", "What goes out", says: role, .outbound)],
        [
            .word("tunnel", "What is tunneled, as far as `ipsec protect` says"),
            .choice([
                [.word("inbound", "What comes in", says: role, .tunnelInbound)],
                [.word("outbound", "What goes out", says: role, .tunnelOutbound)],
            ]),
        ],
    ])
}
