/// Global configuration of routing and Mobile IPv6.
enum MobilityLines {
    static let all = [
        SchemaLine(
            .flag([Words.ipv6, .word("unicast-routing", "Forward packets, be a router")], \.routesUnicast), in: .global),
        SchemaLine(.flag(Words.ipv6Mobile, \.isMobilityEnabled), in: .global),
        SchemaLine(FilterUseLines.bindingFilter, in: .global),
        SchemaLine(
            .setting(
                Words.ipv6Mobile + [Words.binding, .word("lifetime", "Ceiling of the lifetime granted")],
                maximumLifetime, \.maximumBindingLifetime),
            in: .global),
        SchemaLine(
            .setting(
                Words.ipv6Mobile + [Words.binding, .word("max", "Ceiling of the number of bindings")],
                maximumBindings, \.maximumBindings),
            in: .global),
        SchemaLine(
            .setting(
                Words.ipv6Mobile + [
                    .word("tunnel", "Tunnels to mobile nodes"), .word("hop-limit", "Hop limit of outer headers"),
                ],
                tunnelHopLimit, \.tunnelHopLimit),
            in: .global),
        PrefixDiscoveryLines.forAll,
    ]

    /// The ceiling of the lifetime granted.
    static let maximumLifetime = Parameter("lifetime", .number(4...262_140 as ClosedRange<UInt32>), "Seconds")
    /// The hop limit of outer headers; 64 when there is none.
    static let tunnelHopLimit = Parameter("limit", .number(1...UInt8.max), "Hops; the default is 64")
    /// The ceiling of the number of bindings.
    static let maximumBindings = Parameter("maximum", .number(1...UInt32.max), "Bindings")
}
