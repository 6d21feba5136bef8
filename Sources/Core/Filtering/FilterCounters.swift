/// How often the lines of filters matched.
///
/// They are kept apart from the configuration, so that a change of something else leaves them alone. There are no more
/// of them than lines that are configured: a line that goes, or comes to say something else, loses its count.
public struct FilterCounters: Hashable, Sendable {
    private var counts: [FilterName: [FilterLine: UInt64]] = [:]

    /// Counters at zero.
    public init() {}

    /// How often a line matched.
    public subscript(filter: FilterName, line: FilterLine) -> UInt64 {
        counts[filter]?[line] ?? 0
    }

    /// Counts a match.
    public mutating func record(_ filter: FilterName, _ line: FilterLine) {
        counts[filter, default: [:]][line, default: 0] += 1
    }

    /// Sets the counts of a filter to zero.
    public mutating func clear(_ filter: FilterName) {
        counts[filter] = nil
    }

    /// Sets the counts of all filters of a kind to zero.
    public mutating func clear(_ kind: FilterName.Kind) {
        counts = counts.filter { $0.key.kind != kind }
    }

    /// Lets go of what was counted for lines that are no longer what they were.
    mutating func follow(_ former: MobilityConfiguration, _ present: MobilityConfiguration) {
        for filter in counts.keys {
            switch filter.kind {
            case .prefixList:
                keep(filter, former.prefixLists[filter.name]?.entries, present.prefixLists[filter.name]?.entries)
            case .accessList:
                keep(filter, former.accessLists[filter.name]?.entries, present.accessLists[filter.name]?.entries)
            }
        }
    }

    private mutating func keep<Entry>(
        _ filter: FilterName, _ former: SequencedEntries<Entry>?, _ present: SequencedEntries<Entry>?
    ) {
        guard former != present else { return }
        let kept = counts[filter]?.filter { line, _ in
            switch line {
            case .implicitDeny: present != nil
            case .entry(let sequence): present?[sequence].map { $0 == former?[sequence] } ?? false
            }
        }
        counts[filter] = kept?.isEmpty == true ? nil : kept
    }
}
