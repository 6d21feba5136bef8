/// `| include`, `| section` and the like: which lines of an output to show, and how.
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
        /// They are shown, with the lines below them that are indented deeper.
        case section
        /// Their number is shown.
        case count
        /// All lines, as one JSON document; no pattern is looked for.
        case json
    }

    /// What becomes of lines in which the pattern is found.
    public var kind: Kind
    /// An extended regular expression of POSIX.
    public var pattern: String

    /// Makes a filter.
    public init(kind: Kind, pattern: String = "") {
        self.kind = kind
        self.pattern = pattern
    }
}
