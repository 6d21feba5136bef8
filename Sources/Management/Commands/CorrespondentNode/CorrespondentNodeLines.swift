import Core

/// `ipv6 mobile correspondent-node`: direct ways between this router's own addresses and mobile nodes. It is on unless
/// it is switched off, which forgets what it holds.
enum CorrespondentNodeLines {
    /// The line that opens the mode. It is printed when the mode holds anything, and with `no` while it is off.
    static let sections = [SchemaLine(section, in: .global, opens: .correspondentNode)]

    static let all = [
        SchemaLine(
            .setting(
                [Words.binding, .word("lifetime", "Ceiling of the lifetime granted")], lifetime, \.maximumLifetime,
                default: CorrespondentNodeConfiguration.greatestLifetime),
            in: .correspondentNode),
        SchemaLine(
            .setting(
                [Words.binding, .word("maximum", "Ceiling of the number of bindings")], maximum, \.maximumBindings,
                default: CorrespondentNodeConfiguration.standardMaximumBindings),
            in: .correspondentNode),
        SchemaLine(routeOptimization, in: .correspondentNode),
    ]

    private static let words =
        Words.ipv6Mobile + [.word("correspondent-node", "Direct ways between this router itself and mobile nodes")]
    private static let isOff = Key<Bool>("off")

    private static var section: ConfigurationLine<Configuration> {
        var line = ConfigurationLine<Configuration>(
            words,
            read: { configuration in
                let settings = configuration.correspondentNode
                if !settings.isEnabled { return [Arguments(isOff(true))] }
                return settings == CorrespondentNodeConfiguration() ? [] : [Arguments()]
            },
            set: { configuration, _ in configuration.correspondentNode.isEnabled = true },
            remove: { configuration, _ in
                configuration.correspondentNode = CorrespondentNodeConfiguration()
                configuration.correspondentNode.isEnabled = false
                return true
            })
        line.printed = [.optional([.word("no", "Remove a line", says: isOff, true)])] + words
        line.reset = { $0.correspondentNode = CorrespondentNodeConfiguration() }
        return line
    }

    private static let lifetime = Parameter<UInt32>(
        "lifetime", .number(4...CorrespondentNodeConfiguration.greatestLifetime), "Seconds; the default is 420")
    private static let maximum = Parameter<UInt32>(
        "maximum", .number(1...1_000_000), "Bindings; the default is 65536")

    // MARK: Route optimization

    private static let action = Key<RouteOptimizationPolicy.Action>("action")
    private static let list = Parameter(
        "prefix list", .filterName, "Prefix list of home addresses", suggestions: .prefixList)

    private static let routeOptimization = ConfigurationLine<CorrespondentNodeConfiguration>.setting(
        [.word("route-optimization", "Which mobile nodes may have a direct way")],
        [
            .choice([
                [.word("permit", "Those that a prefix list permits", says: action, .permit)],
                [.word("deny", "All but those that a prefix list permits", says: action, .deny)],
            ]),
            .value(list),
        ],
        \.routeOptimization, default: nil,
        say: { Arguments($0.flatMap { action($0.action) }, list($0?.prefixList)) },
        hear: { (arguments) throws(Refusal) in
            RouteOptimizationPolicy(arguments[action] ?? .permit, prefixList: try arguments.required(list))
        })
}
