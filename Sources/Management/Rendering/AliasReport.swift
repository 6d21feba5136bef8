/// `show aliases`: commands under names of the operator's own.
struct AliasReport: WholeReport {
    static let schema = 1

    /// What each name stands for.
    let exec: [String: String]

    init(_ configuration: Configuration) {
        exec = configuration.aliases
    }

    var text: String {
        guard !exec.isEmpty else { return "No alias is configured.\n" }
        return "Exec aliases:\n"
            + HelpText.table(exec.sorted { $0.key < $1.key }.map { HelpEntry(word: $0.key, help: $0.value) })
    }
}
