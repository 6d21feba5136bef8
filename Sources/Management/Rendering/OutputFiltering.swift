/// An `OutputFilter` at work: takes output in pieces of any size, gives the lines that are shown.
public struct OutputFiltering {
    private let kind: OutputFilter.Kind
    private let pattern: RegularExpression
    /// The beginning of a line whose end has not come.
    private var unfinished = ""
    private var found = 0
    /// How far the beginning of the section is indented that lines belong to; `nil` outside of sections.
    private var indentation: Int?
    private var document = LineDocument()

    /// - Throws: if the pattern is no regular expression.
    public init(_ filter: OutputFilter) throws(Refusal) {
        pattern = try RegularExpression(filter.pattern)
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
        switch kind {
        case .count: return last + (found == 1 ? "1 line\n" : "\(found) lines\n")
        case .json: return last + document.finish()
        case .include, .exclude, .begin, .section: return last
        }
    }

    private mutating func shown(_ line: Substring) -> String {
        if kind == .json { return document.take(line) }
        return isShown(line) ? line + "\n" : ""
    }

    private mutating func isShown(_ line: Substring) -> Bool {
        if kind == .begin, found > 0 { return true }
        let matches = pattern.matches(line)
        found += matches ? 1 : 0
        switch kind {
        case .include, .begin: return matches
        case .exclude: return !matches
        case .section: return belongsToSection(line, matches)
        case .count, .json: return false
        }
    }

    private mutating func belongsToSection(_ line: Substring, _ matches: Bool) -> Bool {
        let own = line.prefix { $0 == " " }.count
        if let indentation, own > indentation { return true }
        indentation = matches ? own : nil
        return matches
    }
}
