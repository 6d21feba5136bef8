extension CommandTree {
    /// One way of understanding the words so far.
    struct Reading {
        var node: Int
        var arguments = Arguments()
        /// The groups of `Grammar.anyOrder` that were taken.
        var taken: UInt64 = 0
    }

    /// Where the words so far lead.
    struct Walk {
        var readings = [Reading(node: root)]
        /// Octets of the line that hold secrets.
        var secrets: [Range<Int>] = []
    }

    /// What a line means.
    struct Match {
        let payload: Payload
        let arguments: Arguments
        /// Octets of the line that hold secrets.
        let secrets: [Range<Int>]
    }

    /// Understands a whole line, from the word at an index on.
    ///
    /// - Throws: `invalid`, `ambiguous` or `incomplete`.
    func match(_ line: CommandText, from start: Int = 0) throws(CommandFailure) -> Match {
        let walk = try walk(line, from: start, to: line.words.count)
        for reading in walk.readings {
            guard let payload = nodes[reading.node].payload else { continue }
            return Match(payload: payload, arguments: reading.arguments, secrets: walk.secrets)
        }
        var failure = CommandFailure(.incomplete, at: line.text.utf8.count)
        failure.secrets = walk.secrets
        throw failure
    }

    /// Follows the words between two indices; stops before a value that takes words beyond the end too.
    func walk(_ line: CommandText, from start: Int, to end: Int) throws(CommandFailure) -> Walk {
        var walk = Walk()
        var index = start
        while index < end {
            let (next, words) = try step(walk, line, index)
            index += words
            guard index <= end else { break }
            walk = next
        }
        return walk
    }

    /// Follows the word at an index, and tells how many words that took.
    private func step(
        _ walk: Walk, _ line: CommandText, _ index: Int
    ) throws(CommandFailure) -> (Walk, words: Int) {
        var options = Options()
        let word = line.words[index]
        for reading in walk.readings {
            let node = nodes[reading.node]
            for (number, initial) in node.initials.enumerated()
            where initial == nil || initial == word.folded.utf8.first {
                let edge = node.edges[number]
                if edge.once & reading.taken == 0 { options.consider(edge, of: reading, line, index) }
            }
        }
        guard let best = options.best else {
            var failure = options.failure(at: word)
            failure.secrets += walk.secrets
            throw failure
        }
        let last = line.words[min(index + best.words, line.words.count) - 1]
        let secrets = best.isSecret ? [word.range.lowerBound..<last.range.upperBound] : []
        return (Walk(readings: best.readings, secrets: walk.secrets + secrets), best.words)
    }

    /// What can follow.
    func edges(_ walk: Walk) -> [Edge] {
        walk.readings.flatMap { reading in
            nodes[reading.node].edges.filter { $0.once & reading.taken == 0 }
        }
    }
}
