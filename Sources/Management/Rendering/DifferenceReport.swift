/// `show archive config differences`: what was removed and added between two configurations.
struct DifferenceReport: WholeReport {
    static let schema = 1

    /// What is compared.
    let names: (from: String, to: String)
    /// How they differ.
    let difference: ConfigurationDifference

    /// `-` before what the first has alone, `+` before what the second has alone, indented like the lines themselves.
    var text: String {
        guard !difference.entries.isEmpty else { return "!No changes were found.\n" }
        return "!From \(names.from) to \(names.to):\n" + difference.text
    }

    /// `from`, `to`, and `changes`: each `removed` or `added`, the `section` as the lines that lead to it, the `line`.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(names.from, forKey: .from)
        try container.encode(names.to, forKey: .to)
        try container.encode(difference.entries.flatMap { Self.changes($0, in: []) }, forKey: .changes)
    }

    private enum CodingKeys: CodingKey {
        case from, to, changes
    }

    private struct Change: Encodable {
        let change: ConfigurationDifference.Change
        let section: [String]
        let line: String
    }

    private static func changes(_ entry: ConfigurationDifference.Entry, in section: [String]) -> [Change] {
        let own = Change(change: entry.change, section: section, line: entry.line)
        return (entry.change == .kept ? [] : [own]) + entry.entries.flatMap { changes($0, in: section + [entry.line]) }
    }
}

extension ConfigurationDifference {
    /// A line each, as `DifferenceReport` shows them.
    var text: String {
        var text = ""
        for entry in entries { Self.write(entry, indentation: 0, into: &text) }
        return text
    }

    private static func write(_ entry: Entry, indentation: Int, into text: inout String) {
        let sign =
            switch entry.change {
            case .removed: "-"
            case .added: "+"
            case .kept: ""
            }
        text += String(repeating: " ", count: indentation) + sign + entry.line + "\n"
        for inner in entry.entries { write(inner, indentation: indentation + 1, into: &text) }
    }
}
