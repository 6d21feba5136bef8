/// `| include`, `| exclude`, `| begin`, `| count`: which lines of an output to show.
///
/// It is the shell's work: a pattern that takes for ever takes the time of whoever typed it, not the daemon's.
public struct OutputFilter: Codable, Hashable, Sendable {
    /// What becomes of lines in which the pattern is found.
    public enum Kind: String, Codable, Sendable {
        /// They are shown, others not.
        case include
        /// Others are shown.
        case exclude
        /// The first and everything after it is shown.
        case begin
        /// Their number is shown.
        case count
    }

    /// What becomes of lines in which the pattern is found.
    public var kind: Kind
    /// A regular expression.
    public var pattern: String

    /// Makes a filter.
    public init(kind: Kind, pattern: String) {
        self.kind = kind
        self.pattern = pattern
    }
}
