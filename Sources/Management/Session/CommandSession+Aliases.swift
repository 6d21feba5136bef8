extension CommandSession {
    /// A line with the alias that it begins with, or that follows `do`, replaced by what it stands for; `nil` if there
    /// is none. What comes of that may begin with an alias again, each at most once. A command's own name goes first.
    ///
    /// - Parameter isPartial: Whether the last word is still being written.
    func expanded(_ text: String, isPartial: Bool = false, on router: any ManagedRouter) -> String? {
        var text = text
        var used: Set<String> = []
        while let line = try? CommandText(text), let index = commandIndex(line), index < line.words.count,
            !isPartial || index + 1 < line.words.count || line.endsBetweenWords,
            let command = router.configuration.aliases[line.words[index].text],
            !ExecSchema.whole.beginsWithKeyword(line.words[index].folded),
            used.insert(line.words[index].text).inserted
        {
            let octets = Array(text.utf8)
            let range = line.words[index].range
            text = String(
                decoding: octets[..<range.lowerBound] + command.utf8 + octets[range.upperBound...], as: UTF8.self)
        }
        return used.isEmpty ? nil : text
    }

    /// Names of aliases that the last word of a line may become, with what they stand for; none if no command stands
    /// there.
    func aliases(_ line: CommandText, on router: any ManagedRouter) -> [(name: String, command: String)] {
        guard let index = commandIndex(line), line.words.count - (line.endsBetweenWords ? 0 : 1) == index else {
            return []
        }
        let partial = line.endsBetweenWords ? "" : line.words[index].text
        let tree = ExecSchema.whole
        return router.configuration.aliases
            .filter { $0.key.hasPrefix(partial) && !tree.beginsWithKeyword($0.key.lowercased()) }
            .sorted { $0.key < $1.key }.map { (name: $0.key, command: $0.value) }
    }

    /// Which word of a line is a command's first; `nil` if the line is configuration.
    private func commandIndex(_ line: CommandText) -> Int? {
        mode.isConfiguration ? (line.beginsWithDo ? 1 : nil) : 0
    }
}
