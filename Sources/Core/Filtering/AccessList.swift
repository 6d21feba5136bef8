/// `ipv6 access-list`: which packets are permitted. The first rule that matches decides; what none matches is refused.
///
/// The list is its own index: what it costs to judge a packet depends on how many combinations of prefix lengths there
/// are, and on how many rules there are for the very same addresses and protocol, but not on how many rules for others.
public struct AccessList: Hashable, Sendable {
    /// The entries.
    public private(set) var entries = SequencedEntries<AccessListEntry>(step: 10)
    private var rules = AccessRuleIndex()

    /// A list without entries.
    public init() {}

    /// Whether it has rules, and so says something.
    public var hasRules: Bool { !rules.isEmpty }

    /// Adds an entry, at the end unless a number is given. A rule that is there already is not added again; nor is a
    /// remark, unless it has a number of its own.
    public mutating func insert(
        _ entry: AccessListEntry, at sequence: UInt32? = nil
    ) throws(SequencedEntries<AccessListEntry>.Conflict) {
        let isRemark = if case .remark = entry { true } else { false }
        guard let sequence = try entries.place(of: entry, at: sequence, mayRepeat: isRemark) else { return }
        entries.insert(entry, at: sequence)
        if case .rule(let rule) = entry { rules.insert(sequence, for: rule) }
    }

    /// Takes the entry of a number away, if there is one.
    public mutating func remove(at sequence: UInt32) {
        guard let entry = entries[sequence] else { return }
        entries.remove(sequence)
        if case .rule(let rule) = entry { rules.remove(sequence, for: rule) }
    }

    /// What the list says of a packet between two addresses; `nil` if it has no rules, and so says nothing.
    public func verdict(
        source: IPv6Address, destination: IPv6Address, _ traits: PacketTraits
    ) -> FilterVerdict? {
        guard hasRules else { return nil }
        let first = rules.first(source: source, destination: destination, traits) { sequence in
            rule(sequence)?.matches(traits) == true
        }
        guard let first, let rule = rule(first) else { return .implicitDeny }
        return FilterVerdict(.entry(sequence: first), rule.action, log: rule.log)
    }

    private func rule(_ sequence: UInt32) -> AccessRule? {
        if case .rule(let rule) = entries[sequence] { rule } else { nil }
    }

    /// Whether the lists have the same entries.
    public static func == (left: AccessList, right: AccessList) -> Bool {
        left.entries == right.entries
    }

    /// Hashes the entries.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(entries)
    }
}
