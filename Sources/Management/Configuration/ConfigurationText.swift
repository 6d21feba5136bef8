/// A configuration as lines, in the one order that they are printed in.
struct ConfigurationText: Sendable {
    /// A line, with the lines of the mode that it opens.
    struct Line: Encodable, Hashable, Sendable {
        /// The line, without indentation.
        let line: String
        /// The lines of the mode that it opens; `nil` if it opens none.
        let lines: [Line]?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(line, forKey: .line)
            try container.encodeIfPresent(lines, forKey: .lines)
        }

        private enum CodingKeys: CodingKey {
            case line, lines
        }
    }

    /// Groups of lines that belong together.
    let groups: [[Line]]

    /// Says a configuration in lines.
    ///
    /// - Parameter isWhole: Whether to say settings too that have their default.
    init(_ configuration: Configuration, secrets: SecretRendering, isWhole: Bool = false) {
        groups = ConfigurationSchema.groups(of: .configure).map { group in
            Self.lines(group, of: configuration, at: [], secrets: secrets, isWhole: isWhole)
        }
    }

    private init(groups: [[Line]]) {
        self.groups = groups
    }

    /// One section alone.
    func section(_ opening: String) -> ConfigurationText {
        ConfigurationText(groups: groups.map { $0.filter { $0.line == opening } })
    }

    /// The text: one space of indentation a mode, `!` between groups and around sections, `end` last.
    var text: String {
        var text = "!\n"
        for group in groups where !group.isEmpty {
            for line in group {
                Self.write(line, indentation: 0, into: &text)
                if line.lines != nil { text += "!\n" }
            }
            if group.last?.lines == nil { text += "!\n" }
        }
        return text + "end\n"
    }

    private static func write(_ line: Line, indentation: Int, into text: inout String) {
        text += String(repeating: " ", count: indentation) + line.line + "\n"
        for inner in line.lines ?? [] {
            write(inner, indentation: indentation + 1, into: &text)
        }
    }

    private static func lines(
        _ schema: [SchemaLine], of configuration: Configuration, at keys: [String], secrets: SecretRendering,
        isWhole: Bool
    ) -> [Line] {
        schema.flatMap { line in
            let said = isWhole ? line.readWhole(configuration, keys) : line.read(configuration, keys)
            let present: [Line] = said.compactMap { arguments -> Line? in
                let printer = GrammarPrinter(arguments: arguments, secrets: secrets)
                guard let words = printer.words(line.grammar) else { return nil }
                let inner = line.opens.map { mode in
                    lines(
                        Array(ConfigurationSchema.groups(of: mode).joined()), of: configuration,
                        at: keys + [line.key(arguments)], secrets: secrets, isWhole: isWhole)
                }
                return Line(line: words.joined(separator: " "), lines: inner)
            }
            guard isWhole, present.isEmpty, let absence = line.absence else { return present }
            let words = GrammarPrinter(arguments: Arguments(), secrets: secrets).words(absence)
            return words.map { [Line(line: $0.joined(separator: " "), lines: nil)] } ?? []
        }
    }
}

extension Configuration {
    /// The configuration as text that parses to the same configuration, if secrets are clear.
    public func text(secrets: SecretRendering) -> String {
        ConfigurationText(self, secrets: secrets).text
    }
}
