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

    static let all = [
        SchemaLine(
            .setting(
                [.word("address", "Home addresses of the group")], [.value(address)], \.homeAddresses, default: nil,
                say: { Arguments(address($0)) },
                hear: { (arguments) throws(Refusal) in try checked(try arguments.required(address)) }),
            in: .hostGroup),
        SchemaLine(SecurityAssociationLine.line, in: .hostGroup),
    ]

    private static let name = Parameter("name", .name(upTo: 64), "Name of the group", suggestions: .hostGroup)
    private static let address = Parameter("address", .addressOrPrefix, "One home address, or a prefix of them")

    private static func checked(_ prefix: IPv6Prefix) throws(Refusal) -> IPv6Prefix {
        let first = prefix.address
        if first.isMulticast || first.isLinkLocal || prefix.length == 128 && !first.isUnicastRoutable {
            throw Refusal(address, "\(first) cannot be the home address of a mobile node.")
        }
        return prefix
    }
}
