import HashTreeCollections

/// Finds the first of numbered rules that may match a packet, by one look for each combination of protocol and prefix
/// lengths that rules have (tuple space search).
struct AccessRuleIndex: Sendable {
    /// What rules have in common that are found by the same look.
    private struct Key: Hashable {
        let `protocol`: AccessProtocol
        let source: IPv6Prefix
        let destination: IPv6Prefix

        init(_ rule: AccessRule) {
            `protocol` = rule.protocol
            source = rule.source.prefix
            destination = rule.destination.prefix
        }

        /// What rules of a shape for a packet have in common.
        init(_ shape: Shape, _ source: IPv6Address, _ destination: IPv6Address) {
            `protocol` = shape.protocol
            self.source = IPv6Prefix(leading: shape.sourceLength, of: source)
            self.destination = IPv6Prefix(leading: shape.destinationLength, of: destination)
        }
    }

    /// What a look is made by.
    private struct Shape: Hashable {
        let `protocol`: AccessProtocol
        let sourceLength: UInt8
        let destinationLength: UInt8

        init(_ rule: AccessRule) {
            `protocol` = rule.protocol
            sourceLength = rule.source.prefix.length
            destinationLength = rule.destination.prefix.length
        }
    }

    /// The rules of a shape.
    private struct Population {
        var count = 0
        /// No rule has a lower number.
        var lowerBound = UInt32.max
    }

    private var sequences: TreeDictionary<Key, SortedSequences> = [:]
    private var shapes: [Shape: Population] = [:]

    var isEmpty: Bool { shapes.isEmpty }

    mutating func insert(_ sequence: UInt32, for rule: AccessRule) {
        sequences[Key(rule), default: SortedSequences()].insert(sequence)
        var population = shapes[Shape(rule)] ?? Population()
        population.count += 1
        population.lowerBound = min(population.lowerBound, sequence)
        shapes[Shape(rule)] = population
    }

    mutating func remove(_ sequence: UInt32, for rule: AccessRule) {
        guard var others = sequences[Key(rule)], var population = shapes[Shape(rule)] else { return }
        others.remove(sequence)
        sequences[Key(rule)] = others.isEmpty ? nil : others
        population.count -= 1
        shapes[Shape(rule)] = population.count > 0 ? population : nil
    }

    /// The lowest number of a rule for the addresses and a protocol of the packet that `matches` says holds.
    func first(
        source: IPv6Address, destination: IPv6Address, _ traits: PacketTraits, where matches: (UInt32) -> Bool
    ) -> UInt32? {
        var best: UInt32?
        for (shape, population) in shapes where population.lowerBound < best ?? .max && shape.protocol.contains(traits)
        {
            let candidates = sequences[Key(shape, source, destination)]?.numbers ?? []
            for sequence in candidates {
                if let best, sequence > best { break }
                guard matches(sequence) else { continue }
                best = sequence
                break
            }
        }
        return best
    }
}
