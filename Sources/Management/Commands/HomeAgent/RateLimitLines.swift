import Core

/// `rate-limit` of the home agent: what is done a second, at most, for whoever asks.
enum RateLimitLines {
    static let all = [
        limit(
            [.word("binding-update", "Mobility messages that renew no binding")], \.rateLimits.bindingUpdates,
            \.bindingUpdates),
        limit(
            [
                .word("binding-update", "Mobility messages that renew no binding"),
                .word("source", "Mobility messages of one source"),
            ],
            \.rateLimits.bindingUpdatesOfSource, \.bindingUpdatesOfSource),
        limit(
            [.word("binding-refusal", "Refusals of registrations that prove no origin")], \.rateLimits.refusals,
            \.refusals),
        limit(
            [.word("binding-error", "Binding Errors, and as many Parameter Problems")], \.rateLimits.bindingErrors,
            \.bindingErrors),
        limit([.word("icmp-error", "ICMPv6 errors, of each processor")], \.rateLimits.icmpErrors, \.icmpErrors),
        limit(
            [.word("duplicate-address-detection", "First registrations that it begins for")],
            \.rateLimits.duplicateAddressDetections, \.duplicateAddressDetections),
        limit([.word("test-init", "Home and Care-of Test Inits")], \.rateLimits.testInits, \.testInits),
        limit(
            [.word("test-init", "Home and Care-of Test Inits"), .word("source", "Those of one network")],
            \.rateLimits.testInitsOfNetwork, \.testInitsOfNetwork),
    ]

    private static let rate = Parameter("rate", .number(1...1_000_000 as ClosedRange<UInt32>), "A second")

    private static func limit(
        _ subject: [Grammar], _ field: ConfigurationLine<HomeAgentSettings>.Field<UInt32>,
        _ limit: KeyPath<RateLimits, UInt32>
    ) -> SchemaLine {
        SchemaLine(
            .setting(
                [.word("rate-limit", "What is done a second at most")] + subject, rate, field,
                default: RateLimits()[keyPath: limit]),
            in: .homeAgent)
    }
}
