/// `ipv6 prefix-list`: which addresses, or prefixes, are permitted. The first entry that matches decides; what none
/// matches is refused.
///
/// The list is its own index: what it costs to judge an address depends on how many lengths of prefixes there are, at
/// most 129, and not on how many entries.
public struct PrefixList: Hashable, Sendable {
    /// `description`.
    public var comment: String?
    /// The entries.
    public private(set) var entries = SequencedEntries<PrefixListEntry>(step: 5)
    private var addresses = PrefixIndex()

    /// A list without entries.
    public init() {}

    /// Adds an entry, at the end unless a number is given; one that is there already is not added again.
    public mutating func insert(
        _ entry: PrefixListEntry, at sequence: UInt32? = nil
    ) throws(SequencedEntries<PrefixListEntry>.Conflict) {
        guard let sequence = try entries.place(of: entry, at: sequence) else { return }
        entries.insert(entry, at: sequence)
        if entry.matchesAddresses { addresses.insert(sequence, for: entry.prefix) }
    }

    /// Takes the entry of a number away, if there is one.
    public mutating func remove(at sequence: UInt32) {
        guard let entry = entries[sequence] else { return }
        entries.remove(sequence)
        if entry.matchesAddresses { addresses.remove(sequence, for: entry.prefix) }
    }

    /// What the list says of an address; `nil` if it has no entries, and so says nothing.
    public func verdict(on address: IPv6Address) -> FilterVerdict? {
        guard !entries.isEmpty else { return nil }
        guard let sequence = addresses.first(containing: address), let entry = entries[sequence] else {
            return .implicitDeny
        }
        return FilterVerdict(.entry(sequence: sequence), entry.action)
    }

    /// What the list says of a prefix, which may be an address; `nil` if it has no entries. Unless it is an address,
    /// the list is read entry by entry.
    public func verdict(on prefix: IPv6Prefix) -> FilterVerdict? {
        if prefix.length == 128 { return verdict(on: prefix.address) }
        guard !entries.isEmpty else { return nil }
        guard let (sequence, entry) = entries.inOrder.first(where: { $0.entry.matches(prefix) }) else {
            return .implicitDeny
        }
        return FilterVerdict(.entry(sequence: sequence), entry.action)
    }

    /// Whether the lists have the same comment and the same entries.
    public static func == (left: PrefixList, right: PrefixList) -> Bool {
        left.comment == right.comment && left.entries == right.entries
    }

    /// Hashes the comment and the entries.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(comment)
        hasher.combine(entries)
    }
}
