import Core

/// `show ipv6 route`: the routing table, a route after the other.
struct RouteReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// The ways to show, in order.
    let entries: [RouteEntry]

    func textPieces() -> AnyIterator<String> {
        let codes = RouteEntry.Source.allCases.map { "\($0.code) - \($0.name)" }.joined(separator: ", ")
        let heading = "IPv6 Routing Table - \(entries.routeCount) entries\nCodes: \(codes)\n"
        let lines = entries.indices.lazy.map { index in
            (entries.beginsRoute(at: index) ? entries[index].headline : "") + "     \(entries[index].way)\n"
        }
        return AnyIterator([AnySequence([heading]), AnySequence(lines)].joined().makeIterator())
    }

    /// `{"schema": 1, "routes": [...]}`, a way each.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document("routes", AnyIterator(entries.makeIterator()), schema: Self.schema)
    }
}

extension [RouteEntry] {
    /// How many routes the ways are of.
    var routeCount: Int { indices.count(where: beginsRoute) }

    /// Whether the way at an index is the first of its route.
    func beginsRoute(at index: Int) -> Bool {
        index == 0 || !self[index].isSameRoute(as: self[index - 1])
    }
}

extension RouteEntry {
    /// `S   2001:db8::/32 [1/257]`.
    fileprivate var headline: String {
        TextColumns(widths: [4]).line(source.code, "\(prefix) [\(source.distance)/\(metric)]")
    }

    /// `via 2001:db8:f::2, wan0`.
    var way: String {
        let action =
            switch self.action {
            case .forward: nextHop == nil ? ["directly connected"] : []
            default: [self.action.rawValue]
            }
        let hop = nextHop.map { ["\($0)"] } ?? []
        return "via " + (hop + (interface.isEmpty ? [] : [interface]) + action).joined(separator: ", ")
    }
}

extension RouteEntry: Encodable {
    private enum CodingKeys: CodingKey {
        case prefix, source, code, action, distance, metric, nextHop, interface, routingProtocol
    }

    /// Writes the prefix as text, and what follows from the source.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(prefix.description, forKey: .prefix)
        try container.encode(source, forKey: .source)
        try container.encode(source.code, forKey: .code)
        try container.encode(action, forKey: .action)
        try container.encode(source.distance, forKey: .distance)
        try container.encode(metric, forKey: .metric)
        try container.encodeIfPresent(nextHop, forKey: .nextHop)
        try container.encode(interface, forKey: .interface)
        try container.encode(routingProtocol, forKey: .routingProtocol)
    }
}
