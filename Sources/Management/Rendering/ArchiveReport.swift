import FoundationEssentials

/// `show archive`: the configurations that are in the archive.
struct ArchiveReport: WholeReport {
    static let schema = 1

    /// A configuration.
    struct Entry: Encodable {
        /// Where it is.
        let name: String
        /// When it was archived, in UTC; `nil` if that is not known.
        let archivedAt: String?
    }

    /// How many are kept.
    let maximum: UInt8
    /// Where the next one goes.
    let next: String?
    /// The oldest first.
    let entries: [Entry]

    init(_ archive: ConfigurationArchive, maximum: UInt8, modificationTime: (FileName) -> Int64?) {
        self.maximum = maximum
        next = archive.next?.text
        entries = archive.entries.map { entry in
            Entry(name: entry.name.text, archivedAt: modificationTime(entry.name).map(Self.text))
        }
    }

    /// A line each, the last one marked as the most recent.
    var text: String {
        let width = entries.map(\.name.count).max() ?? 0
        let lines = entries.enumerated().map { index, entry in
            let padding = String(repeating: " ", count: width - entry.name.count)
            return "  \(entry.name)\(padding)  \(entry.archivedAt ?? "")"
                + (index == entries.count - 1 ? "  <- Most Recent\n" : "\n")
        }
        let count = entries.count == 1 ? "1 configuration is" : "\(entries.count) configurations are"
        return "\(count) archived, \(maximum) at most.\n"
            + (next.map { "The next one will be \($0).\n" } ?? "") + lines.joined()
    }

    /// `2026-11-24T14:30:00Z`.
    private static func text(_ time: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(time)).formatted(.iso8601)
    }
}
