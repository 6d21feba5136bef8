import Core

/// `show ipv6 route` for an address or a prefix: its routes at length.
struct RouteDetailReport: Report {
    /// The ways to show, in order.
    let entries: [RouteEntry]

    func textPieces() -> AnyIterator<String> {
        let lines = entries.indices.lazy.map { index in
            (entries.beginsRoute(at: index) ? entries[index].details : "") + "    \(entries[index].way)\n"
        }
        return AnyIterator(lines.makeIterator())
    }

    func jsonPieces() -> AnyIterator<String> {
        RouteReport(entries: entries).jsonPieces()
    }
}

extension RouteEntry {
    fileprivate var details: String {
        """
        Routing entry for \(prefix)
          Known via "\(source.name)", distance \(source.distance), metric \(metric), entered by \(routingProtocol)
          Routing paths:

        """
    }
}
