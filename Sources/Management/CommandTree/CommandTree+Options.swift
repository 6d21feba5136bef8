extension CommandTree {
    /// The ways in which one word can be understood. The best is a keyword in full; then a value, the most exact
    /// type first; then an abbreviation of one keyword, so that no name is out of reach because a keyword begins
    /// with it. Only where the names are meant to yield do they come after abbreviations.
    struct Options {
        private var inFull: [Reading] = []
        private var abbreviated: [(word: String, reading: Reading)] = []
        private var values: [(precision: ArgumentPrecision, words: Int, isSecret: Bool, reading: Reading)] = []
        /// Parameters that do not take the word.
        private var rejected: [AnyParameter] = []

        /// The keyword that the abbreviation stands for: of several the one that all others begin with, so that a new
        /// command with a longer name takes no abbreviation away.
        private var keyword: String? {
            let shortest = abbreviated.map(\.word).min { $0.utf8.count < $1.utf8.count }
            return shortest.flatMap { shortest in
                abbreviated.allSatisfy { $0.word.utf8.starts(with: shortest.utf8) } ? shortest : nil
            }
        }

        /// Whether the abbreviation stands for several keywords.
        private var isAmbiguous: Bool { !abbreviated.isEmpty && keyword == nil }

        /// Why there is no way to go on.
        func failure(at word: CommandText.Word) -> CommandFailure {
            var failure = CommandFailure(isAmbiguous ? .ambiguous : .invalid, at: word.range.lowerBound)
            var reasons: [String] = []
            for parameter in rejected where !isAmbiguous {
                let reason = parameter.explain(word.text)
                if !reasons.contains(reason) { reasons.append(reason) }
            }
            if !reasons.isEmpty { failure.reason = reasons.joined(separator: " ") }
            if rejected.contains(where: \.isSecret) { failure.secrets = [word.range] }
            return failure
        }

        /// How to go on; `nil` if the word cannot be understood, or not in one way alone.
        var best: (readings: [Reading], words: Int, isSecret: Bool)? {
            if !inFull.isEmpty { return (inFull, 1, false) }
            if let chosen = values.min(by: { $0.precision < $1.precision }),
                chosen.precision != .fallback || abbreviated.isEmpty
            {
                let alike = values.filter { $0.precision == chosen.precision && $0.words == chosen.words }
                return (alike.map(\.reading), chosen.words, alike.contains { $0.isSecret })
            }
            guard let keyword else { return nil }
            return (abbreviated.filter { $0.word == keyword }.map(\.reading), 1, false)
        }

        mutating func consider(_ edge: Edge, of reading: Reading, _ line: CommandText, _ index: Int) {
            let word = line.words[index]
            var next = reading
            next.node = edge.target
            next.taken |= edge.once
            switch edge.terminal {
            case .keyword(let keyword):
                guard keyword.word.utf8.starts(with: word.folded.utf8) else { return }
                if let said = keyword.records?() {
                    next.arguments.append(
                        Argument(name: said.name, value: said.value, offset: word.range.lowerBound))
                }
                if keyword.word == word.folded {
                    inFull.append(next)
                } else {
                    abbreviated.append((word: keyword.word, reading: next))
                }
            case .parameter(let parameter):
                guard let (value, words) = parameter.parse(line, index) else { return rejected.append(parameter) }
                next.arguments.append(
                    Argument(name: parameter.name, value: value, offset: word.range.lowerBound))
                values.append(
                    (precision: parameter.precision, words: words, isSecret: parameter.isSecret, reading: next))
            }
        }
    }
}
