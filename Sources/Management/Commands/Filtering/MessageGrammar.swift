import Core

/// The ICMPv6 messages of an access list's rule: how they are written, and what that says.
enum MessageGrammar {
    /// By name, or by type and code.
    static let grammar = Grammar.choice(
        names.map { [.word($0.word, $0.help, says: message, $0.message)] }
            + [[.value(type), .optional([.value(code)])]])

    /// What a rule says of messages.
    static func say(_ match: MessageMatch?) -> Arguments {
        Arguments(message(match), type(match?.type), code(match?.code))
    }

    /// The messages that a line says; `nil` for all.
    static func hear(_ arguments: Arguments) -> MessageMatch? {
        arguments[message] ?? arguments[type].map { MessageMatch(type: $0, code: arguments[code]) }
    }

    private static let message = Key<MessageMatch>("message")
    private static let type = Parameter("message type", .octet, "Type of the messages")
    private static let code = Parameter("message code", .octet, "Code of the messages")

    private static let names: [(word: String, help: String, message: MessageMatch)] = [
        ("beyond-scope", "Source beyond its scope", MessageMatch(type: 1, code: 2)),
        ("destination-unreachable", "Address unreachable", MessageMatch(type: 1, code: 3)),
        ("dhaad-reply", "Home agent address discovery reply", MessageMatch(type: 145)),
        ("dhaad-request", "Home agent address discovery request", MessageMatch(type: 144)),
        ("echo-reply", "Echo reply", MessageMatch(type: 129)),
        ("echo-request", "Echo request", MessageMatch(type: 128)),
        ("header", "Erroneous header field", MessageMatch(type: 4, code: 0)),
        ("hop-limit", "Hop limit exceeded", MessageMatch(type: 3, code: 0)),
        ("mld-query", "Multicast listener query", MessageMatch(type: 130)),
        ("mld-reduction", "Multicast listener done", MessageMatch(type: 132)),
        ("mld-report", "Multicast listener report", MessageMatch(type: 131)),
        ("mpd-advertisement", "Mobile prefix advertisement", MessageMatch(type: 147)),
        ("mpd-solicitation", "Mobile prefix solicitation", MessageMatch(type: 146)),
        ("nd-na", "Neighbor advertisement", MessageMatch(type: 136)),
        ("nd-ns", "Neighbor solicitation", MessageMatch(type: 135)),
        ("next-header", "Unrecognized next header", MessageMatch(type: 4, code: 1)),
        ("no-admin", "Administratively prohibited", MessageMatch(type: 1, code: 1)),
        ("no-route", "No route to destination", MessageMatch(type: 1, code: 0)),
        ("packet-too-big", "Packet too big", MessageMatch(type: 2)),
        ("parameter-option", "Unrecognized option", MessageMatch(type: 4, code: 2)),
        ("parameter-problem", "All parameter problems", MessageMatch(type: 4)),
        ("port-unreachable", "Port unreachable", MessageMatch(type: 1, code: 4)),
        ("reassembly-timeout", "Reassembly timeout", MessageMatch(type: 3, code: 1)),
        ("router-advertisement", "Router advertisement", MessageMatch(type: 134)),
        ("router-renumbering", "Router renumbering", MessageMatch(type: 138)),
        ("router-solicitation", "Router solicitation", MessageMatch(type: 133)),
        ("time-exceeded", "All time exceeded messages", MessageMatch(type: 3)),
        ("unreachable", "All unreachable messages", MessageMatch(type: 1)),
    ]
}
