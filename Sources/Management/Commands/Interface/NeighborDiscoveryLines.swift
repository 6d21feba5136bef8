import Core

/// `ipv6 nd` of an interface: what Router Advertisements say of the router and the link.
enum NeighborDiscoveryLines {
    static let all = [
        SchemaLine(AdvertisementTimingLines.interval, in: .interface),
        SchemaLine(AdvertisementTimingLines.distance, in: .interface),
        SchemaLine(
            .setting(
                Words.ipv6NeighborDiscovery + [AdvertisementTimingLines.spelled("lifetime", "Lifetime of the router")],
                Parameter("lifetime", .number(0...9000), "Seconds; 0 for no default router"),
                \.advertisement.routerLifetime),
            in: .interface),
        SchemaLine(AdvertisementTimingLines.suppression, in: .interface),
        flag("managed-config-flag", "Addresses are to be had by DHCPv6", \.advertisement.hasManagedAddresses),
        flag("other-config-flag", "Other things are to be had by DHCPv6", \.advertisement.hasOtherConfiguration),
        SchemaLine(preference, in: .interface),
        setting(
            "reachable-time", "How long a neighbor counts as reachable",
            Parameter("time", .number(0...3_600_000), "Milliseconds; 0 leaves it to the hosts"),
            \.advertisement.reachableTime, default: 0),
        setting(
            "ns-interval", "Interval of neighbor solicitations",
            Parameter("interval", .number(1000...172_800_000), "Milliseconds"),
            \.advertisement.retransmissionTimer, default: 0),
        SchemaLine(
            .setting(
                Words.ipv6NeighborDiscovery + [AdvertisementTimingLines.spelled("hop-limit", "Hop limit of the hosts")],
                Parameter("hop limit", .number(0...255), "Hop limit; 0 leaves it to the hosts"),
                \.advertisement.currentHopLimit, default: 64),
            in: .interface),
        SchemaLine(
            .setting(
                Words.ipv6NeighborDiscovery + [.word("mtu", "MTU of the link")],
                Parameter("mtu", .number(1280...65535, because: "; every link takes 1280"), "Octets"),
                \.advertisement.maximumTransmissionUnit),
            in: .interface),
        flag("advertisement-interval", "Tell the interval in router advertisements", \.advertisement.tellsInterval),
    ]

    private typealias Field<Value> = ConfigurationLine<InterfaceSettings>.Field<Value>

    private static func flag(_ word: String, _ help: String, _ field: Field<Bool>) -> SchemaLine {
        SchemaLine(.flag(Words.ipv6NeighborDiscovery + [.word(word, help)], field), in: .interface)
    }

    private static func setting(
        _ word: String, _ help: String, _ parameter: Parameter<UInt32>, _ field: Field<UInt32>, default standard: UInt32
    ) -> SchemaLine {
        SchemaLine(
            .setting(Words.ipv6NeighborDiscovery + [.word(word, help)], parameter, field, default: standard),
            in: .interface)
    }

    private static let rank = Key<RouterPreference>("preference")

    private static let preference = ConfigurationLine<InterfaceSettings>.setting(
        Words.ipv6NeighborDiscovery + [.word("router-preference", "Preference among default routers (RFC 4191)")],
        [
            .choice([
                [.word("high", "Before others", says: rank, .high)],
                [.word("medium", "As others", says: rank, .medium)],
                [.word("low", "After others", says: rank, .low)],
            ])
        ],
        \.advertisement.preference, default: .medium, say: { Arguments(rank($0)) },
        hear: { arguments in arguments[rank] ?? .medium })
}
