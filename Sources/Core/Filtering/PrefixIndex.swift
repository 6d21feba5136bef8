import HashTreeCollections

/// Finds the first of numbered prefixes that contains an address, by one look for each length of prefix there is.
struct PrefixIndex: Sendable {
    private var sequences: TreeDictionary<IPv6Prefix, SortedSequences> = [:]
    /// How many prefixes there are of a length.
    private var counts: [UInt8: Int] = [:]

    mutating func insert(_ sequence: UInt32, for prefix: IPv6Prefix) {
        sequences[prefix, default: SortedSequences()].insert(sequence)
        counts[prefix.length, default: 0] += 1
    }

    mutating func remove(_ sequence: UInt32, for prefix: IPv6Prefix) {
        guard var others = sequences[prefix], let count = counts[prefix.length] else { return }
        others.remove(sequence)
        sequences[prefix] = others.isEmpty ? nil : others
        counts[prefix.length] = count > 1 ? count - 1 : nil
    }

    /// The lowest number of a prefix that contains the address.
    func first(containing address: IPv6Address) -> UInt32? {
        counts.keys.lazy.compactMap { sequences[IPv6Prefix(leading: $0, of: address)]?.first }.min()
    }
}
