extension CommandTree: CommandGuide {
    /// Names of a kind that are offered at most.
    private static var maximumSuggestions: Int { 100 }

    func help(_ line: CommandText, from start: Int, names: some NameSource) throws(CommandFailure) -> [HelpEntry] {
        let (walk, partial) = try prefix(line, from: start)
        var words: [HelpEntry] = []
        var placeholders: [HelpEntry] = []
        for edge in edges(walk) {
            switch edge.terminal {
            case .keyword(let keyword) where keyword.begins(with: partial):
                words.append(HelpEntry(word: keyword.word, help: keyword.help))
            case .keyword: break
            case .parameter(let parameter):
                let names = Self.suggestions(parameter, partial, names: names)
                words += names.map { HelpEntry(word: $0, help: parameter.help) }
                guard partial.isEmpty || names.isEmpty else { continue }
                placeholders.append(HelpEntry(word: parameter.symbol, help: parameter.help))
            }
        }
        if partial.isEmpty, walk.readings.contains(where: { nodes[$0.node].payload != nil }) {
            placeholders.append(HelpEntry(word: "<cr>", help: ""))
        }
        return Self.unique(words.sorted { $0.word < $1.word } + placeholders)
    }

    func completion(
        _ line: CommandText, from start: Int, names: some NameSource
    ) throws(CommandFailure) -> CompletionAnswer {
        let (walk, partial) = try prefix(line, from: start)
        var candidates: Set<String> = []
        for edge in edges(walk) {
            switch edge.terminal {
            case .keyword(let keyword) where keyword.begins(with: partial): candidates.insert(keyword.word)
            case .keyword: break
            case .parameter(let parameter):
                candidates.formUnion(Self.suggestions(parameter, partial, names: names))
            }
        }
        return CompletionAnswer(partial: partial, candidates: candidates.sorted())
    }

    /// Follows all words but the one that is being written.
    private func prefix(_ line: CommandText, from start: Int) throws(CommandFailure) -> (Walk, partial: String) {
        let count = line.words.count
        guard !line.endsBetweenWords, count > start else { return (try walk(line, from: start, to: count), "") }
        return (try walk(line, from: start, to: count - 1), line.words[count - 1].text)
    }

    private static func suggestions(_ parameter: AnyParameter, _ partial: String, names: some NameSource) -> [String] {
        guard let kind = parameter.suggestions else { return [] }
        let fitting = names.names(of: kind).filter { $0.utf8.starts(with: partial.utf8) }
        return Array(fitting.sorted().prefix(maximumSuggestions))
    }

    private static func unique(_ entries: [HelpEntry]) -> [HelpEntry] {
        var seen: Set<String> = []
        return entries.filter { seen.insert($0.word).inserted }
    }
}

extension Keyword {
    /// Whether a word that is being written may become it.
    fileprivate func begins(with partial: String) -> Bool {
        word.utf8.starts(with: partial.lowercased().utf8)
    }
}
