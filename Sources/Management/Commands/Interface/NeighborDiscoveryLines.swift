/// `ipv6 nd` of an interface: what Router Advertisements say, and how often.
enum NeighborDiscoveryLines {
    static let all = [
        SchemaLine(
            .setting(
                [Words.ipv6, Words.neighborDiscovery, .word("ra-interval", "Interval of router advertisements")],
                [.choice([[.value(seconds)], [.word("msec", "In milliseconds"), .value(milliseconds)]])],
                \.routerAdvertisementInterval, default: nil, say: say,
                hear: { arguments in arguments[seconds].map { $0 * 1000 } ?? arguments[milliseconds] }),
            in: .interface),
        SchemaLine(
            .flag(
                [
                    Words.ipv6, Words.neighborDiscovery,
                    .word("advertisement-interval", "Tell the interval in router advertisements"),
                ], \.advertisesInterval),
            in: .interface),
    ]

    /// 30 ms is the least that RFC 6275 section 7.5 allows between two, 70 ms the least greatest interval.
    private static let seconds = Parameter<UInt32>("seconds", .number(1...1800), "Seconds")
    private static let milliseconds = Parameter<UInt32>("milliseconds", .number(70...1_800_000), "Milliseconds")

    /// Whole seconds are written as such.
    private static func say(_ interval: UInt32?) -> Arguments {
        guard let interval else { return Arguments() }
        return interval.isMultiple(of: 1000) ? Arguments(seconds(interval / 1000)) : Arguments(milliseconds(interval))
    }
}
