/// An `OutputFilter` at work: takes output in pieces of any size, gives the lines that are shown.
public struct OutputFiltering {
    private let kind: OutputFilter.Kind
    private let pattern: Regex<AnyRegexOutput>
    /// The beginning of a line whose end has not come.
    private var unfinished = ""
    private var found = 0

    /// - Throws: if the pattern is no regular expression.
    public init(_ filter: OutputFilter) throws(Refusal) {
        do {
            pattern = try Regex(filter.pattern)
        } catch {
            throw Refusal("\(filter.pattern) is not a regular expression.")
        }
        kind = filter.kind
    }

    /// Takes a piece of output; returns what is shown of the lines that it completes.
    public mutating func take(_ piece: String) -> String {
        var lines = (unfinished + piece).split(separator: "\n", omittingEmptySubsequences: false)
        unfinished = lines.popLast().map { String($0) } ?? ""
        return lines.map { shown($0) }.joined()
    }

    /// What is shown at the end of the output.
    public mutating func finish() -> String {
        let last = unfinished.isEmpty ? "" : shown(unfinished[...])
        unfinished = ""
        return last + (kind == .count ? (found == 1 ? "1 line\n" : "\(found) lines\n") : "")
    }

    private mutating func shown(_ line: Substring) -> String {
        let matches = line.contains(pattern)
        found += matches ? 1 : 0
        let isShown =
            switch kind {
            case .include: matches
            case .exclude: !matches
            case .begin: found > 0
            case .count: false
            }
        return isShown ? line + "\n" : ""
    }
}
