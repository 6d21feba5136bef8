/// `show history`: lines that were typed in a session, the oldest first; none with a secret in it.
struct HistoryReport: WholeReport {
    static let schema = 1

    /// The lines.
    let lines: [String]

    var text: String { lines.map { "  \($0)\n" }.joined() }
}
