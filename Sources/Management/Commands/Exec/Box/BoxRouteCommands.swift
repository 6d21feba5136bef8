import Core

/// Commands about the routing table.
enum BoxRouteCommands {
    static let all = [table, longer, summary]

    private static let route = Grammar.word("route", "Routing table")
    private static let destination = Parameter(
        "destination", .maskedAddressOrPrefix, "Routes for an address, or to exactly a prefix")
    private static let prefix = Parameter("prefix", .maskedPrefix, "A prefix")
    private static let source = Key<RouteEntry.Source>("source")

    private static let table = BoxCommands.show(
        [
            Words.ipv6, route,
            .optional([
                .choice([
                    [.word("connected", "To prefixes of this node's links", says: source, .connected)],
                    [.word("local", "To this node's own addresses", says: source, .local)],
                    [.word("static", "Configured by `ipv6 route`", says: source, .static)],
                    [.value(destination)],
                ])
            ]),
        ], { (router, arguments) throws(CommandFailure) in try survey(router, selection(arguments)) }
    ) { (entries, router, arguments) throws(CommandFailure) in
        guard let destination = arguments[destination] else { return RouteReport(entries: entries) }
        return try details(entries, destination, router)
    }

    private static let longer = BoxCommands.show(
        [
            Words.ipv6, route, .value(prefix),
            .word("longer-prefixes", "Routes to the prefix and to everything in it"),
        ],
        { (router, arguments) throws(CommandFailure) in
            try survey(router, arguments[prefix].map { .within($0) } ?? .all)
        }
    ) { entries, _, _ in
        RouteReport(entries: entries)
    }

    private static let summary = BoxCommands.show(
        [Words.ipv6, route, .word("summary", "How many there are")],
        { (router, _) throws(CommandFailure) in try survey(router, .all) }
    ) { entries, _, _ in
        RouteSummaryReport(entries)
    }

    private static func survey(
        _ router: any ManagedRouter, _ selection: RouteSelection
    ) throws(CommandFailure) -> Survey<[RouteEntry]> {
        try CommandFailure.refusing { () throws(Refusal) in try router.surveyRoutes(selection) }
    }

    private static func selection(_ arguments: Arguments) -> RouteSelection {
        guard let destination = arguments[destination] else { return arguments[source].map { .from($0) } ?? .all }
        return destination.length == 128 ? .best(destination.address) : .to(destination)
    }

    /// What a packet for a home address meets first is its binding.
    private static func details(
        _ entries: [RouteEntry], _ destination: IPv6Prefix, _ router: any ManagedRouter
    ) throws(CommandFailure) -> any Report {
        if destination.length == 128, let binding = router.binding(of: destination.address) {
            return RouteDetailReport(entries: [RouteEntry(binding)])
        }
        guard !entries.isEmpty else { throw CommandFailure(.refused, reason: "There is no route to \(destination).") }
        return RouteDetailReport(entries: entries)
    }
}

extension RouteEntry {
    /// The way to a mobile node.
    fileprivate init(_ binding: BindingRecord) {
        self.init(
            prefix: IPv6Prefix(binding.homeAddress), source: .mobile, nextHop: binding.careOfAddress, interface: "",
            routingProtocol: "haos")
    }
}
