/// Words that lines of several areas begin with; their help is the same everywhere.
enum Words {
    static let ipv6 = Grammar.word("ipv6", "IPv6")
    static let mobile = Grammar.word("mobile", "Mobile IPv6 (RFC 6275)")
    static let neighborDiscovery = Grammar.word("nd", "Neighbor discovery and router advertisements")
    static let binding = Grammar.word("binding", "Binding cache")

    static let ipv6Mobile = [ipv6, mobile]
    static let ipv6MobileMobileNode = ipv6Mobile + [.word("mobile-node", "This machine as a mobile node")]
    static let ipv6NeighborDiscovery = [ipv6, neighborDiscovery]
    static let ipv6MobileHomeAgent = ipv6Mobile + [.word("home-agent", "Home agent on this link")]
    static let ipv6MobileHomeAgents = ipv6Mobile + [.word("home-agent", "Who may register, and with which keys")]
}
