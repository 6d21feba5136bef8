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
        SchemaLine(securityAssociation, in: .hostGroup),
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

    /// 0 to 255 are reserved (RFC 4285 section 5.1).
    private static let reason = "; 0 to 255 are reserved"
    private static let index = Parameter(
        "SPI", .hexadecimalNumber(256...UInt32.max, because: reason), "Security Parameter Index, hexadecimal")
    private static let decimalIndex = Parameter(
        "SPI", .number(256...UInt32.max, because: reason), "Security Parameter Index")
    private static let key = Parameter("key", .hexadecimalKey, "The key, 1 to 64 octets")

    private static let spi: [Grammar] = [
        .word("spi", "Security Parameter Index"),
        .choice([
            [.word("hex", "In hexadecimal"), .value(index)],
            [.word("decimal", "In decimal"), .value(decimalIndex)],
        ]),
    ]
    private static let secret: [Grammar] = [
        .word("key", "Shared key of HMAC-SHA1"), .word("hex", "In hexadecimal"), .value(key),
    ]
    private static let authentication = Grammar.word("authentication", "Mobility security association (RFC 4285)")

    /// The `no` form without an index removes all keys of the group.
    private static let securityAssociation = ConfigurationLine<HostGroupSettings>(
        [authentication] + spi, secret, negation: [authentication, .optional(spi + [.optional(secret)])],
        read: { group in
            group.keys.sorted { $0.key < $1.key }.map { Arguments(index($0.key), key($0.value)) }
        },
        set: { (group, arguments) throws(Refusal) in
            group.keys[try arguments.required(index)] = try arguments.required(key)
        },
        remove: { group, arguments in
            let removed = arguments[index].map { [$0] } ?? Array(group.keys.keys)
            return !removed.compactMap { group.keys.removeValue(forKey: $0) }.isEmpty
        })
}
