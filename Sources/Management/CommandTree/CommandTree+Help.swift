/// One line of the answer to `?`.
struct HelpEntry: Hashable, Sendable {
    /// What may be written: a keyword, `<1-10>`, `WORD`, `<cr>`.
    let word: String
    /// What it is for.
    let help: String
}

/// The answer to Tab.
struct CompletionAnswer: Hashable, Sendable {
    /// The word that is being written.
    let partial: String
    /// The words that it may become, in order.
    let candidates: [String]
}

extension CommandTree {
    /// What the line can go on with. After white space: everything that may follow, `<cr>` if nothing need follow.
    /// Within a word: what the word may become. Keywords and names come by alphabet, then what stands for values.
    ///
    /// - Throws: `invalid` or `ambiguous`, about a word before the last.
    func help(_ line: CommandText, from start: Int = 0, names: some NameSource) throws(CommandFailure) -> [HelpEntry] {
        let (walk, partial) = try prefix(line, from: start)
        var words: [HelpEntry] = []
        var placeholders: [HelpEntry] = []
        for edge in edges(walk) {
            switch edge.terminal {
            case .keyword(let keyword):
                guard keyword.word.utf8.starts(with: partial.lowercased().utf8) else { continue }
                words.append(HelpEntry(word: keyword.word, help: keyword.help))
            case .parameter(let parameter):
                let names = Self.suggestions(parameter, partial, names: names)
                words += names.map { HelpEntry(word: $0, help: parameter.help) }
                guard partial.isEmpty || names.isEmpty else { continue }
                placeholders.append(HelpEntry(word: parameter.symbol, help: parameter.help))
            }
        }
        if partial.isEmpty, walk.threads.contains(where: { nodes[$0.node].payload != nil }) {
            placeholders.append(HelpEntry(word: "<cr>", help: ""))
        }
        return Self.unique(words.sorted { $0.word < $1.word } + placeholders)
    }

    /// The words that the last word of the line may become.
    func completion(
        _ line: CommandText, from start: Int = 0, names: some NameSource
    ) throws(CommandFailure) -> CompletionAnswer {
        let (walk, partial) = try prefix(line, from: start)
        var candidates: Set<String> = []
        for edge in edges(walk) {
            switch edge.terminal {
            case .keyword(let keyword):
                guard keyword.word.utf8.starts(with: partial.lowercased().utf8) else { continue }
                candidates.insert(keyword.word)
            case .parameter(let parameter):
                candidates.formUnion(Self.suggestions(parameter, partial, names: names))
            }
        }
        return CompletionAnswer(partial: partial, candidates: candidates.sorted())
    }

    /// Follows all words but the one that is being written.
    private func prefix(_ line: CommandText, from start: Int) throws(CommandFailure) -> (Walk, partial: String) {
        if line.endsBetweenWords || line.words.count <= start {
            return (try walk(line, start..<max(start, line.words.count)), "")
        }
        let last = line.words.count - 1
        return (try walk(line, start..<last), line.words[last].text)
    }

    private static func suggestions(_ parameter: AnyParameter, _ partial: String, names: some NameSource) -> [String] {
        guard let kind = parameter.suggestions else { return [] }
        return names.names(of: kind).filter { $0.utf8.starts(with: partial.utf8) }
    }

    private static func unique(_ entries: [HelpEntry]) -> [HelpEntry] {
        var seen: Set<String> = []
        return entries.filter { seen.insert($0.word).inserted }
    }
}
