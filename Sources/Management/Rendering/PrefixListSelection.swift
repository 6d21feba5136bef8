import Core

/// Which entries of a prefix list are to be shown.
enum PrefixListSelection: Hashable, Sendable {
    /// How far the entries for a prefix reach.
    enum Width: Hashable, Sendable {
        /// Those that have this prefix.
        case exact
        /// Those that have a prefix in it.
        case longer
        /// The one that decides about it.
        case firstMatch
    }

    /// All.
    case all
    /// That of a number.
    case entry(sequence: UInt32)
    /// Those for a prefix.
    case entries(IPv6Prefix, Width)

    /// The entries of a list, in their order.
    func entries(of list: PrefixList) -> AnySequence<(sequence: UInt32, entry: PrefixListEntry)> {
        switch self {
        case .all: AnySequence(list.entries.inOrder)
        case .entry(let sequence): Self.one(sequence, of: list)
        case .entries(let prefix, .exact): AnySequence(list.entries.inOrder.filter { $0.entry.prefix == prefix })
        case .entries(let prefix, .longer):
            AnySequence(
                list.entries.inOrder.filter {
                    $0.entry.prefix.length >= prefix.length && prefix.contains($0.entry.prefix.address)
                })
        case .entries(let prefix, .firstMatch):
            if case .entry(let sequence) = list.verdict(on: prefix)?.line {
                Self.one(sequence, of: list)
            } else {
                AnySequence([])
            }
        }
    }

    private static func one(
        _ sequence: UInt32, of list: PrefixList
    ) -> AnySequence<(sequence: UInt32, entry: PrefixListEntry)> {
        AnySequence(list.entries[sequence].map { [(sequence: sequence, entry: $0)] } ?? [])
    }

    /// Whether what decides about a prefix is that no entry does.
    func meetsImplicitDeny(of list: PrefixList) -> Bool {
        guard case .entries(let prefix, .firstMatch) = self else { return false }
        return list.verdict(on: prefix)?.line == .implicitDeny
    }
}
