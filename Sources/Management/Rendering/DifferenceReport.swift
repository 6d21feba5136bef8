/// `show archive config differences`: what was removed and added between two configurations.
struct DifferenceReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// What is compared.
    let names: (from: String, to: String)
    /// How they differ.
    let difference: ConfigurationDifference

    /// `-` before what the first has alone, `+` before what the second has alone, indented like the lines themselves.
    func textPieces() -> AnyIterator<String> {
        guard !difference.entries.isEmpty else {
            return AnyIterator(CollectionOfOne("!No changes were found.\n").makeIterator())
        }
        let heading = CollectionOfOne("!From \(names.from) to \(names.to):\n")
        return AnyIterator([AnySequence(heading), AnySequence { difference.textPieces }].joined().makeIterator())
    }

    /// `from`, `to`, and `changes`: each `removed` or `added`, the `section` as the lines that lead to it, the `line`.
    func jsonPieces() -> AnyIterator<String> {
        var section: [String] = []
        let changes = difference.entries.lazy.compactMap { entry -> Change? in
            section = section.prefix(entry.depth) + [entry.line]
            guard entry.change != .kept else { return nil }
            return Change(change: entry.change, section: Array(section.dropLast()), line: entry.line)
        }
        return JSONText.document(
            ["from": names.from, "to": names.to], "changes", AnyIterator(changes.makeIterator()), schema: Self.schema)
    }

    private struct Change: Encodable {
        let change: ConfigurationDifference.Change
        let section: [String]
        let line: String
    }
}

extension ConfigurationDifference {
    /// A line each, as `DifferenceReport` shows them.
    var textPieces: AnyIterator<String> {
        AnyIterator(entries.lazy.map(\.text).makeIterator())
    }
}

extension ConfigurationDifference.Entry {
    fileprivate var text: String {
        let sign =
            switch change {
            case .removed: "-"
            case .added: "+"
            case .kept: ""
            }
        return String(repeating: " ", count: depth) + sign + line + "\n"
    }
}
