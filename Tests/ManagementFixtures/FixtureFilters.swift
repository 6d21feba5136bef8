import Core

/// What a fixture router counted of filters of the name ROAM.
public enum FixtureFilters {
    /// Many matches, one match and none.
    public static var counters: FilterCounters {
        var counters = FilterCounters()
        let (prefixes, access) = (FilterName(.prefixList, "ROAM"), FilterName(.accessList, "ROAM"))
        for _ in 0..<15 { counters.record(prefixes, .entry(sequence: 5)) }
        for _ in 0..<3 { counters.record(prefixes, .implicitDeny) }
        for _ in 0..<14 { counters.record(access, .entry(sequence: 20)) }
        counters.record(access, .entry(sequence: 30))
        for _ in 0..<2 { counters.record(access, .implicitDeny) }
        return counters
    }
}
