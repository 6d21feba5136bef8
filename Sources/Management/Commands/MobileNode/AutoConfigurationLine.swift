import Core

/// `auto-configure` of a mobile node: home addresses of home agents that are heard.
enum AutoConfigurationLine {
    static let line = ConfigurationLine<MobileNodeConfiguration>(
        grammar, negation: grammar,
        read: { $0.autoConfiguration.map { [say($0)] } ?? [] },
        set: { mobileNode, arguments in mobileNode.autoConfiguration = hear(arguments) },
        remove: { mobileNode, _ in
            mobileNode.autoConfiguration = nil
            return true
        })

    private static let standard = HomeAddressAutoConfiguration()
    private static let maximum = Parameter<UInt8>("maximum", .number(1...8), "Home addresses; the default is 1")
    private static let heuristic = Key<HomeAddressAutoConfiguration.Heuristic>("heuristic")
    private static let takesFirstAtOnce = Key<Bool>("first")

    private static let grammar: [Grammar] = [
        .word("auto-configure", "Home addresses of home agents that are heard on links"),
        .anyOrder([
            [.word("maximum", "How many"), .value(maximum)],
            [
                .choice([
                    [.word("aggressive", "At the second advertisement of a home agent", says: heuristic, .aggressive)],
                    [
                        .word(
                            "conservative", "When a home agent was heard often and for long: the default",
                            says: heuristic, .conservative)
                    ],
                ])
            ],
            [
                .word(
                    "first-at-once", "At the first advertisement while there is no home address",
                    says: takesFirstAtOnce, true)
            ],
        ]),
    ]

    /// What is as by default is not said.
    private static func say(_ configuration: HomeAddressAutoConfiguration) -> Arguments {
        Arguments(
            configuration.maximum == standard.maximum ? nil : maximum(configuration.maximum),
            configuration.heuristic == standard.heuristic ? nil : heuristic(configuration.heuristic),
            configuration.takesFirstAtOnce ? takesFirstAtOnce(true) : nil)
    }

    private static func hear(_ arguments: Arguments) -> HomeAddressAutoConfiguration {
        var configuration = standard
        configuration.maximum = arguments[maximum] ?? standard.maximum
        configuration.heuristic = arguments[heuristic] ?? standard.heuristic
        configuration.takesFirstAtOnce = arguments[takesFirstAtOnce] ?? false
        return configuration
    }
}
