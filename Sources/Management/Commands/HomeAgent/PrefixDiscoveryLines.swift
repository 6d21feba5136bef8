import Core

/// `prefix-discovery` and `prefix-advertisement`: how mobile nodes abroad are told of home prefixes.
enum PrefixDiscoveryLines {
    private static let word = Grammar.word("prefix-discovery", "Tell mobile nodes of the prefixes of their home link")

    /// For all home links.
    static let forAll = SchemaLine(
        .denial(Words.ipv6MobileHomeAgents + [word], \Configuration.tellsHomePrefixes), in: .global)

    /// For one.
    static let forLink = SchemaLine(
        .denial(Words.ipv6MobileHomeAgent + [word], \InterfaceSettings.tellsHomePrefixes), in: .interface)

    // MARK: Interval

    private static let maximum = Parameter<UInt32>(
        "greatest interval", .number(1...2_592_000), "Greatest interval, in seconds; the default is 86400")
    private static let minimum = Parameter<UInt32>(
        "least interval", .number(1...2_592_000), "Least interval, in seconds; the default is 600")

    static let interval = ConfigurationLine<HomeAgentSettings>.setting(
        [
            .word("prefix-advertisement", "Advertisements of home prefixes to mobile nodes"),
            .word("interval", "How far those are apart that nobody asked for"),
        ],
        [.value(maximum), .optional([.value(minimum)])],
        \.prefixAdvertisementInterval, default: .standard, say: say, hear: hear)

    private static func say(_ interval: PrefixAdvertisementInterval) -> Arguments {
        Arguments(maximum(interval.maximum), minimum(interval.hasDefaultMinimum ? nil : interval.minimum))
    }

    private static let hear: @Sendable (Arguments) throws(Refusal) -> PrefixAdvertisementInterval = {
        (arguments) throws(Refusal) in
        let greatest = try arguments.required(maximum)
        if let least = arguments[minimum], least > greatest {
            throw Refusal(minimum, "The least interval is at most the greatest.")
        }
        return PrefixAdvertisementInterval(maximum: greatest, minimum: arguments[minimum])
    }
}
