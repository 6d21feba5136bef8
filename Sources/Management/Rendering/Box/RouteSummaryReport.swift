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
        var sources: [RouteEntry.Source: Int] = [:]
        var lengths = [Int](repeating: 0, count: 129)
        for index in entries.indices where entries.beginsRoute(at: index) {
            sources[entries[index].source, default: 0] += 1
            lengths[Int(entries[index].prefix.length)] += 1
        }
        paths = entries.count
        total = lengths.reduce(0, +)
        for source in RouteEntry.Source.allCases { self.sources[source.rawValue] = sources[source] ?? 0 }
        for (length, count) in lengths.enumerated() where count > 0 { prefixLengths["\(length)"] = count }
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
