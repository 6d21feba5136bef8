/// The commands of a mode, as a graph that is walked word by word.
///
/// Fixed words that commands begin with in common are shared, so that a walk costs what the words cost and not what
/// there is of commands.
struct CommandTree<Payload: Sendable>: Sendable {
    /// What leads from a node to the next.
    enum Terminal: Sendable {
        case keyword(Keyword)
        case parameter(AnyParameter)
    }

    struct Edge: Sendable {
        let terminal: Terminal
        let target: Int
        /// The bit of a group that may be taken once in a line (`Grammar.anyOrder`).
        var once: UInt64 = 0

        fileprivate var initial: UInt8? {
            if case .keyword(let keyword) = terminal { keyword.word.utf8.first } else { nil }
        }
    }

    struct Node: Sendable {
        var edges: [Edge] = [] { didSet { initials = edges.map(\.initial) } }
        /// Of each edge the first octet that a word for it has; `nil` for any. Most words are told apart by it.
        private(set) var initials: [UInt8?] = []
        /// What a line that ends here means.
        var payload: Payload?
    }

    private(set) var nodes: [Node]
    /// Commands whose words mean another command already; the schema's test wants none.
    private(set) var conflicts: [Payload] = []

    static var root: Int { 0 }

    /// A tree of nodes that are made already; of no commands by default.
    init(nodes: [Node] = [Node()]) {
        self.nodes = nodes
    }

    /// Whether commands begin with a word.
    func beginsWithKeyword(_ word: String) -> Bool {
        nodes[Self.root].edges.contains {
            if case .keyword(let keyword) = $0.terminal { keyword.word == word } else { false }
        }
    }

    /// Adds a command. Of two commands with the same words the first counts.
    mutating func insert(_ grammar: [Grammar], _ payload: Payload) {
        var node = Self.root
        var rest = grammar[...]
        while case .keyword(let keyword) = rest.first, keyword.records == nil {
            node = child(of: node, keyword)
            rest = rest.dropFirst()
        }
        merge(compile(rest, then: add(Node(payload: payload))), into: node)
    }

    private mutating func add(_ node: Node) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    private mutating func add(edge: Edge) -> Int {
        let node = add(Node())
        nodes[node].edges = [edge]
        return node
    }

    /// The node that a shared fixed word leads to.
    private mutating func child(of node: Int, _ keyword: Keyword) -> Int {
        for edge in nodes[node].edges {
            if case .keyword(let known) = edge.terminal, known.word == keyword.word, known.records == nil {
                return edge.target
            }
        }
        let target = add(Node())
        nodes[node].edges.append(Edge(terminal: .keyword(keyword), target: target))
        return target
    }

    /// Lets everything that can be done at `source` be done at `node` too.
    private mutating func merge(_ source: Int, into node: Int) {
        nodes[node].edges += nodes[source].edges
        guard let payload = nodes[source].payload else { return }
        if nodes[node].payload == nil {
            nodes[node].payload = payload
        } else {
            conflicts.append(payload)
        }
    }

    /// Makes the nodes of a grammar whose end is `next`; returns the node of its beginning.
    private mutating func compile(_ grammar: ArraySlice<Grammar>, then next: Int) -> Int {
        var next = next
        for element in grammar.reversed() {
            next = compile(element, then: next)
        }
        return next
    }

    private mutating func compile(_ element: Grammar, then next: Int) -> Int {
        switch element {
        case .keyword(let keyword):
            return add(edge: Edge(terminal: .keyword(keyword), target: next))
        case .parameter(let parameter):
            return add(edge: Edge(terminal: .parameter(parameter), target: next))
        case .optional(let grammar):
            return union([compile(grammar[...], then: next), next])
        case .choice(let alternatives):
            return union(alternatives.map { compile($0[...], then: next) })
        case .anyOrder(let groups):
            return loop(groups, then: next)
        }
    }

    private mutating func union(_ sources: [Int]) -> Int {
        let node = add(Node())
        for source in sources {
            merge(source, into: node)
        }
        return node
    }

    /// A node that every group leads back to.
    private mutating func loop(_ groups: [[Grammar]], then next: Int) -> Int {
        let node = add(Node())
        for (bit, group) in groups.enumerated() {
            let beginning = compile(group[...], then: node)
            nodes[node].edges += nodes[beginning].edges.map { edge in
                Edge(terminal: edge.terminal, target: edge.target, once: 1 << UInt64(bit))
            }
        }
        merge(next, into: node)
        return node
    }
}
