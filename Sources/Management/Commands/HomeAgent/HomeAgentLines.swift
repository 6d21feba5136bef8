/// `ipv6 mobile home-agent`: what holds for all home links.
enum HomeAgentLines {
    /// The line that opens the mode. It is printed when the mode holds anything.
    static let sections = [
        SchemaLine(
            ConfigurationLine<Configuration>(
                Words.ipv6MobileHomeAgents,
                read: { $0.homeAgent == HomeAgentSettings() ? [] : [Arguments()] },
                set: { _, _ in },
                remove: { configuration, _ in
                    configuration.homeAgent = HomeAgentSettings()
                    return true
                }),
            in: .global, opens: .homeAgent)
    ]

    static let all =
        [
            SchemaLine(authentication, in: .homeAgent), SchemaLine(HomeAgentBindingLines.line, in: .global),
            SchemaLine(PrefixDiscoveryLines.interval, in: .homeAgent),
        ] + RateLimitLines.all + MulticastLines.all

    private static let policy = Key<Bool>("policy")

    private static let authentication = ConfigurationLine<HomeAgentSettings>.setting(
        [.word("authentication", "Proof of origin of home registrations (RFC 4285)")],
        [
            .choice([
                [.word("required", "Refuse registrations without it", says: policy, true)],
                [.word("optional", "Accept them without it: anybody can redirect traffic", says: policy, false)],
            ])
        ],
        \.requiresAuthentication, default: true,
        say: { Arguments(policy($0)) },
        hear: { $0[policy] ?? true })
}
