import Core

/// `ipv6 nd rdnss` and `ipv6 nd dnssl` of an interface: where and how hosts look up names (RFC 8106).
enum AdvertisedNameLines {
    static let all = [
        SchemaLine(
            line(
                .word("rdnss", "Resolver of names"), server, \.advertisement.recursiveDNSServers,
                refuse: { address in
                    address.isMulticast || address.isUnspecified || address.isLoopback
                        ? "\(address) cannot be the address of a resolver that hosts reach." : nil
                }),
            in: .interface),
        SchemaLine(
            line(.word("dnssl", "Domain to search names in"), domain, \.advertisement.searchDomains),
            in: .interface),
    ]

    /// Lines of each kind that an interface may have.
    private static let maximumCount = 32

    private static let server = Parameter("address", .address, "Address of the resolver")
    private static let domain = Parameter("domain", .domainName, "The domain")
    private static let lifetime = LifetimeGrammar.parameter(
        "lifetime", "Seconds; three intervals, at least 1800 s, by default")

    /// The `no` form may leave out the lifetime.
    private static func line<Value>(
        _ word: Grammar, _ parameter: Parameter<Value>,
        _ field: ConfigurationLine<InterfaceSettings>.Field<[DNSInformation<Value>]>,
        refuse: @escaping @Sendable (Value) -> String? = { _ in nil }
    ) -> ConfigurationLine<InterfaceSettings> {
        let grammar =
            Words.ipv6NeighborDiscovery + [word, .value(parameter), .optional([LifetimeGrammar.grammar(lifetime)])]
        return ConfigurationLine(
            grammar, negation: grammar,
            read: { interface in
                interface[keyPath: field].map { Arguments(parameter($0.value), lifetime($0.lifetime)) }
            },
            set: { (interface, arguments) throws(Refusal) in
                let information = DNSInformation(try arguments.required(parameter), lifetime: arguments[lifetime])
                if let reason = refuse(information.value) { throw Refusal(parameter, reason) }
                let lines = interface[keyPath: field]
                if let present = lines.firstIndex(where: { $0.value == information.value }) {
                    interface[keyPath: field][present] = information
                } else if lines.count < maximumCount {
                    interface[keyPath: field].append(information)
                } else {
                    throw Refusal(parameter, "An interface has at most \(maximumCount) lines of this kind.")
                }
            },
            remove: { interface, arguments in
                let before = interface[keyPath: field].count
                interface[keyPath: field].removeAll { $0.value == arguments[parameter] }
                return interface[keyPath: field].count < before
            })
    }
}
