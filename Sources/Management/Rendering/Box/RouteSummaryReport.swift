/// `show ipv6 route summary`: how many routes there are, by source and by prefix length.
struct RouteSummaryReport: WholeReport {
    static let schema = 1

    /// Routes; one of several ways counts once.
    private(set) var total = 0
    /// Ways of them.
    private(set) var paths = 0
    /// Routes by source; sources without routes have 0.
    private(set) var sources: [String: Int] = [:]
    /// Routes by prefix length.
    private(set) var prefixLengths: [String: Int] = [:]

    /// Counts ways that are in order.
    init(_ entries: [RouteEntry]) {
        for source in RouteEntry.Source.allCases { sources[source.rawValue] = 0 }
        paths = entries.count
        total = entries.routeCount
        for (index, entry) in entries.enumerated() where entries.beginsRoute(at: index) {
            sources[entry.source.rawValue, default: 0] += 1
            prefixLengths["\(entry.prefix.length)", default: 0] += 1
        }
    }

    var text: String {
        let columns = TextColumns(widths: [24, 8])
        let lines = RouteEntry.Source.allCases.map { source in
            columns.line("  \(source.name)", "\(sources[source.rawValue] ?? 0)")
        }
        let lengths = prefixLengths.sorted { Int($0.key) ?? 0 < Int($1.key) ?? 0 }.map { "/\($0.key): \($0.value)" }
        return "IPv6 Routing Table summary - \(total) entries, \(paths) paths\n" + lines.joined()
            + "Number of prefixes:\n  \(lengths.isEmpty ? "none" : lengths.joined(separator: ", "))\n"
    }
}
