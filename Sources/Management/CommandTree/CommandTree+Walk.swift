extension CommandTree {
    /// One way of understanding the words so far.
    struct Thread {
        var node: Int
        var arguments = Arguments()
        /// The groups of `Grammar.anyOrder` that were taken.
        var taken: UInt64 = 0
    }

    /// Where the words so far lead.
    struct Walk {
        var threads = [Thread(node: root)]
        /// Octets of the line that hold secrets.
        var secrets: [Range<Int>] = []
    }

    /// What a line means.
    struct Match {
        let payload: Payload
        let arguments: Arguments
        let secrets: [Range<Int>]
    }

    /// Understands a whole line, from the word at an index on.
    ///
    /// - Throws: `invalid`, `ambiguous` or `incomplete`.
    func match(_ line: CommandText, from start: Int = 0) throws(CommandFailure) -> Match {
        let walk = try walk(line, start..<line.words.count)
        for thread in walk.threads {
            guard let payload = nodes[thread.node].payload else { continue }
            return Match(payload: payload, arguments: thread.arguments, secrets: walk.secrets)
        }
        var failure = CommandFailure(.incomplete, at: line.text.utf8.count)
        failure.secrets = walk.secrets
        throw failure
    }

    /// Follows words through the graph.
    func walk(_ line: CommandText, _ words: Range<Int>) throws(CommandFailure) -> Walk {
        var walk = Walk()
        var index = words.lowerBound
        while index < words.upperBound {
            index += try step(&walk, line, index)
        }
        return walk
    }

    /// Follows the word at an index, and tells how many words that took.
    private func step(_ walk: inout Walk, _ line: CommandText, _ index: Int) throws(CommandFailure) -> Int {
        let word = line.words[index]
        var options = Options()
        for thread in walk.threads {
            for edge in nodes[thread.node].edges where edge.once & thread.taken == 0 {
                options.consider(edge, of: thread, line, index)
            }
        }
        guard let (threads, words, isSecret) = options.best else {
            var failure = CommandFailure(
                options.isAmbiguous ? .ambiguous : .invalid, at: word.range.lowerBound,
                reason: explanation(walk, word.text))
            let expectsSecret = options.rejected.contains { $0.isSecret }
            failure.secrets = walk.secrets + (expectsSecret ? [word.range] : [])
            if options.isAmbiguous { failure.reason = nil }
            throw failure
        }
        walk.threads = threads
        if isSecret { walk.secrets.append(word.range) }
        return words
    }

    /// Why no parameter took a word, if it is clear which one was meant.
    private func explanation(_ walk: Walk, _ word: String) -> String? {
        var reasons: [String] = []
        for edge in edges(walk) {
            guard case .parameter(let parameter) = edge.terminal else { continue }
            let reason = parameter.explain(word)
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        return reasons.isEmpty ? nil : reasons.joined(separator: " ")
    }

    /// What can follow.
    func edges(_ walk: Walk) -> [Edge] {
        walk.threads.flatMap { thread in
            nodes[thread.node].edges.filter { $0.once & thread.taken == 0 }
        }
    }
}
