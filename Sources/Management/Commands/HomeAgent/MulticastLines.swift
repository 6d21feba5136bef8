import Core

/// `multicast` of the home agent: how mobile nodes that are away listen to multicast groups.
enum MulticastLines {
    static let all = [
        SchemaLine(isEnabled, in: .homeAgent), SchemaLine(queryInterval, in: .homeAgent),
        SchemaLine(groupLimit, in: .homeAgent),
    ]

    private static let word = Grammar.word("multicast", "Multicast groups of mobile nodes that are away")
    private static let seconds = Parameter<UInt32>("interval", .number(2...3600), "Seconds")
    private static let groups = Parameter<UInt32>("limit", .number(1...1024), "Groups")

    private static let isEnabled = ConfigurationLine<HomeAgentSettings>.denial([word], \.multicast.isEnabled)
    private static let queryInterval = ConfigurationLine<HomeAgentSettings>.setting(
        [word, .word("query-interval", "How often a mobile node is asked for its groups")], seconds,
        \.multicast.queryInterval, default: MulticastConfiguration().queryInterval)
    private static let groupLimit = ConfigurationLine<HomeAgentSettings>.setting(
        [word, .word("limit", "Ceiling of the number of groups of a mobile node")], groups,
        \.multicast.groupLimit, default: MulticastConfiguration().groupLimit)
}
