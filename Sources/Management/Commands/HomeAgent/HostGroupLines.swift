import Core

/// `host group`: who may register, and by which keys.
enum HostGroupLines {
    /// The line that opens the mode.
    static let sections = [
        SchemaLine(
            ConfigurationLine<HomeAgentSettings>(
                [.word("host", "Mobile nodes"), .word("group", "Mobile nodes that share a policy"), .value(name)],
                read: { homeAgent in homeAgent.hostGroups.keys.sorted().map { Arguments(name($0)) } },
                set: { (homeAgent, arguments) throws(Refusal) in
                    let name = try arguments.required(name)
                    if homeAgent.hostGroups[name] == nil { homeAgent.hostGroups[name] = HostGroupSettings() }
                },
                remove: { homeAgent, arguments in
                    arguments[name].flatMap { homeAgent.hostGroups.removeValue(forKey: $0) } != nil
                }),
            in: .homeAgent, opens: .hostGroup, key: { $0[name] ?? "" })
    ]

    static let all =
        [
            SchemaLine(identifier, in: .hostGroup), SchemaLine(addresses, in: .hostGroup),
            SchemaLine(SecurityAssociationLine.line, in: .hostGroup),
        ] + IPsecLines.all(in: .hostGroup)

    private static let name = Parameter("name", .name(upTo: 64), "Name of the group", suggestions: .hostGroup)

    // MARK: Who it is for

    private static let nodes = Parameter("identifier", .identifier, "user@realm, or @realm for everybody of a realm")
    private static let node = Parameter("identifier", .userIdentifier, "user@realm")
    private static let realm = Parameter("identifier", .realmIdentifier, "@realm")

    private static let identifier = ConfigurationLine<HostGroupSettings>.setting(
        [.word("nai", "Network Access Identifier of the group's nodes (RFC 4283)")],
        [
            .choice([
                [.value(nodes)],
                [.word("realm", "Everybody of a realm"), .value(realm)],
                [.word("user", "One mobile node"), .value(node)],
            ])
        ], \.identifier, default: nil,
        say: { Arguments(nodes($0)) },
        hear: { (arguments) throws(Refusal) in try arguments.required(nodes) })

    private static let autoconfiguration = Key<Bool>("autoconfiguration")
    private static let address = Parameter("address", .addressOrPrefix, "One home address, or a prefix of them")

    private static let addresses = ConfigurationLine<HostGroupSettings>.setting(
        [.word("address", "Home addresses of the group")],
        [
            .choice([
                [.word("autoconfig", "Any address of a home prefix", says: autoconfiguration, true)],
                [.value(address)],
            ])
        ], \.homeAddresses, default: nil,
        say: { prefix in
            prefix == HostGroupSettings.autoconfiguration
                ? Arguments(autoconfiguration(true)) : Arguments(address(prefix))
        },
        hear: { (arguments) throws(Refusal) in
            if arguments[autoconfiguration] == true { return HostGroupSettings.autoconfiguration }
            return try checked(try arguments.required(address))
        })

    private static func checked(_ prefix: IPv6Prefix) throws(Refusal) -> IPv6Prefix {
        let first = prefix.address
        if first.isMulticast || first.isLinkLocal || prefix.length == 128 && !first.isUnicastRoutable {
            throw Refusal(address, "\(first) cannot be the home address of a mobile node.")
        }
        return prefix
    }
}
