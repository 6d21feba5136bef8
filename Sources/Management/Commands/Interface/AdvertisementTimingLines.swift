import Core

/// `ipv6 nd ra-interval` and `ipv6 nd suppress-ra`: when Router Advertisements are sent.
enum AdvertisementTimingLines {
    private static let routerAdvertisements = Grammar.word("ra", "Router advertisements")

    /// `ra-WORD`, as it is printed, or `ra WORD`, as later IOS has it.
    static func spelled(_ word: String, _ help: String) -> Grammar {
        .choice([[.word("ra-\(word)", help)], [routerAdvertisements, .word(word, help)]])
    }

    // MARK: Interval

    private static let greatest = "Greatest interval"
    private static let least = "Least interval; three quarters of the greatest by default"
    private static let seconds = Parameter<UInt32>("seconds", .number(1...1800), "\(greatest), in seconds")
    private static let leastSeconds = Parameter<UInt32>("least seconds", .number(1...1350), least)
    private static let milliseconds = Parameter<UInt32>(
        "milliseconds", .number(RouterAdvertisementInterval.bounds), "\(greatest), in milliseconds")
    private static let leastMilliseconds = Parameter<UInt32>(
        "least milliseconds", .number(RouterAdvertisementInterval.leastMinimum...1_350_000), least)

    static let interval = ConfigurationLine<InterfaceSettings>.setting(
        Words.ipv6NeighborDiscovery + [spelled("interval", "Interval of router advertisements")],
        [
            .choice([
                [.value(seconds), .optional([.value(leastSeconds)])],
                [.word("msec", "In milliseconds"), .value(milliseconds), .optional([.value(leastMilliseconds)])],
            ])
        ],
        \.advertisement.interval, default: nil, say: say, hear: hear)

    /// Whole seconds are written as such.
    private static func say(_ interval: RouterAdvertisementInterval?) -> Arguments {
        guard let interval else { return Arguments() }
        let minimum = interval.hasDefaultMinimum ? nil : interval.minimum
        guard interval.maximum.isMultiple(of: 1000), (minimum ?? 0).isMultiple(of: 1000) else {
            return Arguments(milliseconds(interval.maximum), leastMilliseconds(minimum))
        }
        return Arguments(seconds(interval.maximum / 1000), leastSeconds(minimum.map { $0 / 1000 }))
    }

    private static let hear: @Sendable (Arguments) throws(Refusal) -> RouterAdvertisementInterval? = {
        (arguments) throws(Refusal) in
        guard let maximum = arguments[seconds].map({ $0 * 1000 }) ?? arguments[milliseconds] else { return nil }
        let minimum = arguments[leastSeconds].map { $0 * 1000 } ?? arguments[leastMilliseconds]
        // RFC 4861 section 6.2.1.
        if let minimum, UInt64(minimum) * 4 > UInt64(maximum) * 3 {
            throw Refusal(
                arguments[leastSeconds] == nil ? leastMilliseconds : leastSeconds,
                "The least interval is at most three quarters of the greatest.")
        }
        return RouterAdvertisementInterval(maximum: maximum, minimum: minimum)
    }

    // MARK: Distance

    private static let delay = Parameter<UInt32>("delay", .number(30...3000), "Milliseconds")

    static let distance = ConfigurationLine<InterfaceSettings>.setting(
        Words.ipv6NeighborDiscovery + [
            spelled("delay", "Least distance of router advertisements to all, 3 s by default")
        ],
        [.word("msec", "In milliseconds"), .value(delay)], \.advertisement.minimumDelay, default: nil,
        say: { Arguments(delay($0)) }, hear: { arguments in arguments[delay] })

    // MARK: Suppression

    private static let extent = Key<RouterAdvertisementSuppression>("suppression")
    private static let suppressHelp = "Answer solicitations, and advertise nothing unasked"

    /// Each form is printed as the IOS that brought it has it.
    private static let forms = Grammar.choice([
        [.word("suppress-ra", suppressHelp, says: extent, .unsolicited)],
        [
            routerAdvertisements, .word("suppress", suppressHelp),
            .word("all", "Do not even answer", says: extent, .all),
        ],
        [routerAdvertisements, .word("suppress", suppressHelp, says: extent, .unsolicited)],
    ])

    static let suppression = ConfigurationLine<InterfaceSettings>(
        Words.ipv6NeighborDiscovery + [forms],
        read: { interface in interface.advertisement.suppression.map { [Arguments(extent($0))] } ?? [] },
        set: { interface, arguments in interface.advertisement.suppression = arguments[extent] },
        remove: { interface, _ in
            interface.advertisement.suppression = nil
            return true
        })
}
