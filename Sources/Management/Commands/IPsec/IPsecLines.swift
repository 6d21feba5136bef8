/// `ipsec`: what goes under ESP between mobile node and home agent, and by which keys.
enum IPsecLines {
    static let word = Grammar.word("ipsec", "ESP between mobile node and home agent (RFC 4877)")

    /// The lines, of a mode that has them.
    static func all<Target: IPsecTarget>(in scope: Scope<Target>) -> [SchemaLine] {
        [
            SchemaLine(ManualAssociationLine.line(), in: scope),
            SchemaLine(InternetKeyExchangeLine.line(), in: scope),
            SchemaLine(
                .flag(
                    protect + [.word("return-routability", "Home Test Init and Home Test (RFC 6275 section 5.2.5)")],
                    \.ipsecLines.protectsReturnRoutability), in: scope),
            SchemaLine(
                .flag(
                    protect + [.word("payload", "Everything else in the tunnel")],
                    \.ipsecLines.protectsPayload), in: scope),
        ]
    }

    private static let protect = [word, .word("protect", "What goes under ESP beside registrations")]
}
