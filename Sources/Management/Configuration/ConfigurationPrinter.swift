/// Says a configuration in lines, in the one order that they are printed in; each is made when it is asked for.
struct ConfigurationPrinter: Sendable {
    /// A line.
    struct Line {
        /// The line, without indentation.
        let text: String
        /// The lines of the mode that it opens; `nil` if it opens none.
        let section: AnySequence<Line>?
    }

    let configuration: Configuration
    let secrets: SecretRendering
    /// Whether settings are said too that have their default.
    var isWhole = false
    /// The line that opens the only section to say; `nil` says all.
    var section: String?

    /// Groups of lines that belong together.
    var groups: [AnySequence<Line>] {
        ConfigurationSchema.groups(of: .configure).map { group in
            let lines = lines(group, at: [])
            guard let section else { return lines }
            return AnySequence(lines.lazy.filter { $0.text == section })
        }
    }

    private func lines(_ schema: [SchemaLine], at keys: [String]) -> AnySequence<Line> {
        AnySequence(
            schema.lazy.flatMap { line in isWhole ? wholeLines(line, at: keys) : lines(line, at: keys) })
    }

    private func lines(_ line: SchemaLine, at keys: [String]) -> AnySequence<Line> {
        AnySequence(
            line.read(configuration, keys).lazy.compactMap { arguments in self.line(line, arguments, at: keys) })
    }

    /// The same with settings that have their default, be it that a line is not there.
    private func wholeLines(_ line: SchemaLine, at keys: [String]) -> AnySequence<Line> {
        let lines = line.readWhole(configuration, keys).lazy.compactMap { arguments in
            self.line(line, arguments, at: keys)
        }
        let printer = GrammarPrinter(arguments: Arguments(), secrets: secrets)
        guard !lines.contains(where: { _ in true }), line.hasSection(configuration, keys),
            let words = line.absence.flatMap({ printer.words($0) })
        else {
            return AnySequence(lines)
        }
        return AnySequence(CollectionOfOne(Line(text: words.joined(separator: " "), section: nil)))
    }

    private func line(_ line: SchemaLine, _ arguments: Arguments, at keys: [String]) -> Line? {
        let printer = GrammarPrinter(arguments: arguments, secrets: secrets)
        guard let words = printer.words(line.template) else { return nil }
        let section = line.opens.map { mode in
            lines(Array(ConfigurationSchema.groups(of: mode).joined()), at: keys + [line.key(arguments)])
        }
        return Line(text: words.joined(separator: " "), section: section)
    }
}

extension ConfigurationPrinter {
    /// The text, line by line, each with its end: one space of indentation a mode, `!` between groups and around
    /// sections, `end` last.
    var textLines: AnyIterator<String> {
        var previous = ""
        let lines = groups.lazy.flatMap { group in
            [AnySequence(group.lazy.flatMap { Self.block($0) }), AnySequence(["!"])].joined()
        }
        var rest = [AnySequence(["!"]), AnySequence(lines), AnySequence(["end"])].joined().makeIterator()
        return AnyIterator {
            while let line = rest.next() {
                defer { previous = line }
                if line != "!" || previous != "!" { return line + "\n" }
            }
            return nil
        }
    }

    /// A line, and how many sections it is in.
    typealias PlacedLine = (depth: Int, text: String)

    /// All lines, sections behind the lines that open them.
    var placedLines: AnySequence<PlacedLine> {
        AnySequence(groups.lazy.joined().lazy.flatMap { Self.placed($0, at: 0) })
    }

    /// A line of global configuration with its section, which ends with `!`.
    private static func block(_ line: Line) -> AnySequence<String> {
        guard line.section != nil else { return AnySequence([line.text]) }
        let lines = placed(line, at: 0).lazy.map { String(repeating: " ", count: $0.depth) + $0.text }
        return AnySequence([AnySequence(lines), AnySequence(["!"])].joined())
    }

    private static func placed(_ line: Line, at depth: Int) -> AnySequence<PlacedLine> {
        let first = CollectionOfOne((depth: depth, text: line.text))
        guard let section = line.section else { return AnySequence(first) }
        let inner = section.lazy.flatMap { placed($0, at: depth + 1) }
        return AnySequence([AnySequence(first), AnySequence(inner)].joined())
    }
}

extension Configuration {
    /// The configuration as text that parses to the same configuration, if secrets are clear.
    public func text(secrets: SecretRendering) -> String {
        Array(ConfigurationPrinter(configuration: self, secrets: secrets).textLines).joined()
    }
}
