/// A configuration as lines, all of them at once.
struct ConfigurationText: Sendable {
    /// A line, with the lines of the mode that it opens.
    struct Line: Hashable, Sendable {
        /// The line, without indentation.
        let line: String
        /// The lines of the mode that it opens; `nil` if it opens none.
        let lines: [Line]?

        init(_ line: ConfigurationPrinter.Line) {
            self.line = line.text
            lines = line.section.map { $0.map { Line($0) } }
        }
    }

    /// Groups of lines that belong together.
    let groups: [[Line]]

    /// Says a configuration in lines.
    init(_ configuration: Configuration, secrets: SecretRendering) {
        groups = ConfigurationPrinter(configuration: configuration, secrets: secrets).groups.map { group in
            group.map { Line($0) }
        }
    }
}
