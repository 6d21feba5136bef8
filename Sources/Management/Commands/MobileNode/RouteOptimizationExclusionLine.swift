import Core

/// `route-optimization exclude` of a mobile node: peers that are always reached by the home agent.
enum RouteOptimizationExclusionLine {
    static let word = Grammar.word("route-optimization", "Direct ways to correspondents")

    static let line = ConfigurationLine<MobileNodeConfiguration>(
        grammar, negation: grammar,
        read: { $0.exclusions.map { Arguments(prefix($0.prefix), port($0.port)) } },
        set: { (mobileNode, arguments) throws(Refusal) in
            let exclusion = RouteOptimizationExclusion(try arguments.required(prefix), port: arguments[port])
            var others = mobileNode.exclusions.filter { $0 != exclusion }
            guard others.count < maximumCount else {
                throw Refusal(prefix, "A mobile node has at most \(maximumCount) lines of this kind.")
            }
            others.append(exclusion)
            mobileNode.exclusions = others.sorted { ($0.prefix, $0.port ?? 0) < ($1.prefix, $1.port ?? 0) }
        },
        remove: { mobileNode, arguments in
            let before = mobileNode.exclusions.count
            mobileNode.exclusions.removeAll { $0.prefix == arguments[prefix] && $0.port == arguments[port] }
            return mobileNode.exclusions.count < before
        })

    /// Packets are compared with each.
    private static let maximumCount = 64

    private static let prefix = Parameter("prefix", .addressOrPrefix, "One peer, or all in a prefix")
    private static let port = Parameter<UInt16>("port", .number(1...UInt16.max), "Port of the peer, UDP or TCP")
    private static let grammar: [Grammar] = [
        word, .word("exclude", "Peers that are reached by the home agent alone"), .value(prefix),
        .optional([.word("port", "Only what goes to one port"), .value(port)]),
    ]
}
