/// A line of a filter, as matches are counted against it.
public enum FilterLine: Hashable, Sendable {
    /// The entry of a sequence number.
    case entry(sequence: UInt32)
    /// What stands unwritten behind the last entry: everything else is refused.
    case implicitDeny
}
