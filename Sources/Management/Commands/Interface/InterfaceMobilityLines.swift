/// `ipv6 mobile` of an interface: the home agent on its link.
enum InterfaceMobilityLines {
    static let all = [
        SchemaLine(.flag(Words.ipv6MobileHomeAgent + [.optional([enable])], \.isHomeAgentEnabled), in: .interface),
        SchemaLine(FilterUseLines.access, in: .interface),
        SchemaLine(
            .setting(
                Words.ipv6MobileHomeAgent + [.word("lifetime", "How long an advertisement makes it a home agent")],
                Parameter(
                    "lifetime", .number(1...65520, because: ", the bounds of RFC 6275 section 7.4"), "Seconds"),
                \.homeAgentLifetime),
            in: .interface),
        SchemaLine(
            .setting(
                Words.ipv6MobileHomeAgent + [.word("preference", "Preference among home agents, higher is better")],
                Parameter("preference", .number(0...UInt16.max), "Preference"), \.homeAgentPreference, default: 0),
            in: .interface),
        PrefixDiscoveryLines.forLink,
    ]

    /// Later IOS leaves the word out; it is printed.
    private static let enable = Grammar.word("enable", "Be home agent on this link")
}
