extension CommandTree {
    /// The ways in which one word can be understood. The best is a keyword in full; then a value, the most exact
    /// type first; then an abbreviation of one keyword, so that no name is out of reach because a keyword begins
    /// with it.
    struct Options {
        private var inFull: [Thread] = []
        private var abbreviated: [(word: String, thread: Thread)] = []
        private var values: [(precision: ArgumentPrecision, words: Int, isSecret: Bool, thread: Thread)] = []
        /// Parameters that do not take the word.
        private(set) var rejected: [AnyParameter] = []

        /// Whether the word abbreviates several keywords, and is nothing else.
        var isAmbiguous: Bool {
            inFull.isEmpty && values.isEmpty && abbreviated.contains { $0.word != abbreviated[0].word }
        }

        /// How to go on; `nil` if the word cannot be understood, or not in one way alone.
        var best: (threads: [Thread], words: Int, isSecret: Bool)? {
            if !inFull.isEmpty { return (inFull, 1, false) }
            if let chosen = values.min(by: { $0.precision < $1.precision }) {
                let alike = values.filter { $0.precision == chosen.precision && $0.words == chosen.words }
                return (alike.map(\.thread), chosen.words, alike.contains { $0.isSecret })
            }
            guard !abbreviated.isEmpty, !isAmbiguous else { return nil }
            return (abbreviated.map(\.thread), 1, false)
        }

        mutating func consider(_ edge: Edge, of thread: Thread, _ line: CommandText, _ index: Int) {
            let word = line.words[index]
            var next = thread
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
                    abbreviated.append((word: keyword.word, thread: next))
                }
            case .parameter(let parameter):
                guard let (value, words) = parameter.parse(line, index) else { return rejected.append(parameter) }
                next.arguments.append(
                    Argument(name: parameter.name, value: value, offset: word.range.lowerBound))
                values.append(
                    (precision: parameter.precision, words: words, isSecret: parameter.isSecret, thread: next))
            }
        }
    }
}
