import Core

/// `show ipv6 neighbors`: a line a neighbor.
struct NeighborReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// The neighbors to show.
    let neighbors: [NeighborEntry]

    func textPieces() -> AnyIterator<String> {
        let columns = TextColumns(widths: [40, 4, 18, 7])
        let heading = columns.line("IPv6 Address", "Age", "Link-layer Addr", "State", "Interface")
        let lines = neighbors.lazy.map { neighbor in
            columns.line(
                "\(neighbor.address)", neighbor.state == .permanent ? "-" : "\(neighbor.age / 60)",
                neighbor.linkLayerAddress ?? "-", neighbor.state.code, neighbor.interface)
        }
        return AnyIterator([AnySequence([heading]), AnySequence(lines)].joined().makeIterator())
    }

    /// `{"schema": 1, "neighbors": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document("neighbors", AnyIterator(neighbors.makeIterator()), schema: Self.schema)
    }
}
