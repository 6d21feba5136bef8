/// The answer to `?` as text.
enum HelpText {
    /// A line each: what may be written, and what it is for.
    static func table(_ entries: [HelpEntry]) -> String {
        let width = entries.map(\.word.count).max() ?? 0
        return entries.map { entry in
            let padding = String(repeating: " ", count: width - entry.word.count + 2)
            return "  " + entry.word + (entry.help.isEmpty ? "" : padding + entry.help) + "\n"
        }.joined()
    }

    /// The words alone, in lines no wider than the terminal.
    static func words(_ entries: [HelpEntry], width: Int) -> String {
        var lines = [""]
        for entry in entries {
            let last = lines[lines.count - 1]
            let line = last + (last.isEmpty ? "" : "  ") + entry.word
            if line.count <= width || last.isEmpty {
                lines[lines.count - 1] = line
            } else {
                lines.append(entry.word)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
