/// The part of a tree of commands that a privilege reaches.
struct CommandTreeRestriction {
    /// Where a walk through the whole tree is.
    private struct Place: Hashable {
        var node: Int
        /// The fixed words that led there, as long as words that have a level begin with them.
        var words: [String]?
        /// The level of the last words on the way that have one.
        var level: UInt8?
    }

    private let whole: CommandTree<ExecCommand>
    private let privilege: Privilege
    /// The levels of commands that begin with some words.
    private let levels: [[String]: UInt8]
    /// What these words begin with.
    private let beginnings: Set<[String]>
    private var nodes: [CommandTree<ExecCommand>.Node] = []
    private var indices: [Place: Int] = [:]
    private var waiting: [Place] = []

    init(_ whole: CommandTree<ExecCommand>, to privilege: Privilege, _ levels: [CommandWords: UInt8]) {
        self.whole = whole
        self.privilege = privilege
        self.levels = Dictionary(uniqueKeysWithValues: levels.map { ($0.key.words, $0.value) })
        beginnings = Set(self.levels.keys.flatMap { words in (1...words.count).map { Array(words.prefix($0)) } })
    }

    /// The tree of what is reached.
    mutating func tree() -> CommandTree<ExecCommand> {
        _ = index(of: Place(node: CommandTree<ExecCommand>.root, words: []))
        while let place = waiting.popLast() { copy(place) }
        removeDeadEnds()
        return CommandTree(nodes: nodes)
    }

    private mutating func index(of place: Place) -> Int {
        if let index = indices[place] { return index }
        indices[place] = nodes.count
        nodes.append(CommandTree<ExecCommand>.Node())
        waiting.append(place)
        return nodes.count - 1
    }

    private mutating func copy(_ place: Place) {
        guard let index = indices[place] else { return }
        let node = whole.nodes[place.node]
        nodes[index].payload = node.payload.flatMap { command in
            place.level.map { Privilege($0) } ?? command.privilege <= privilege ? command : nil
        }
        nodes[index].edges = node.edges.map { edge in
            CommandTree<ExecCommand>.Edge(
                terminal: edge.terminal, target: self.index(of: next(place, edge)), once: edge.once)
        }
    }

    private func next(_ place: Place, _ edge: CommandTree<ExecCommand>.Edge) -> Place {
        var next = Place(node: edge.target, level: place.level)
        guard case .keyword(let keyword) = edge.terminal, let words = place.words.map({ $0 + [keyword.word] }),
            beginnings.contains(words)
        else { return next }
        next.words = words
        next.level = levels[words] ?? next.level
        return next
    }

    /// Removes the words that no command is behind.
    private mutating func removeDeadEnds() {
        var sources = [[Int]](repeating: [], count: nodes.count)
        for (source, node) in nodes.enumerated() {
            for edge in node.edges { sources[edge.target].append(source) }
        }
        var waiting = nodes.indices.filter { nodes[$0].payload != nil }
        var alive = Set(waiting)
        while let node = waiting.popLast() {
            waiting += sources[node].filter { alive.insert($0).inserted }
        }
        for index in nodes.indices { nodes[index].edges.removeAll { !alive.contains($0.target) } }
    }
}

extension CommandTree<ExecCommand> {
    /// The part that a privilege reaches: commands have the level of the longest words that they begin with and that
    /// have one, else their own.
    func restricted(to privilege: Privilege, _ levels: [CommandWords: UInt8]) -> CommandTree {
        var restriction = CommandTreeRestriction(self, to: privilege, levels)
        return restriction.tree()
    }

    /// The words of a line in full, if they are fixed words that commands begin with.
    func fixedWords(of line: CommandText, from start: Int) -> [String]? {
        guard start < line.words.count else { return nil }
        var words: [String] = []
        var nodes = [Self.root]
        for word in line.words[start...] {
            let keywords = nodes.flatMap { self.keywords(beginningWith: word.folded, at: $0) }
            guard let found = keywords.first(where: { $0.word == word.folded }) ?? keywords.first,
                found.word == word.folded || keywords.allSatisfy({ $0.word == found.word })
            else { return nil }
            words.append(found.word)
            nodes = keywords.filter { $0.word == found.word }.map(\.target)
        }
        return words
    }

    private func keywords(beginningWith text: String, at node: Int) -> [(word: String, target: Int)] {
        nodes[node].edges.compactMap { edge in
            guard case .keyword(let keyword) = edge.terminal, keyword.word.utf8.starts(with: text.utf8) else {
                return nil
            }
            return (word: keyword.word, target: edge.target)
        }
    }
}
