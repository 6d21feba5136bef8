/// A line whose text goes on in the lines that follow.
struct OpenText: Sendable {
    /// What ends it.
    let delimiter: String
    /// What was written by now, with the ends of lines.
    private(set) var text: String

    /// Begins with a line, if it says that others follow.
    init?(_ line: CommandText, _ match: CommandTree<ConfigurationSchema.Command>.Match) {
        guard let delimiter = match.arguments.openDelimiter else { return nil }
        self.delimiter = delimiter
        text = line.text
    }

    /// Takes the next line; true if it is the last. No more is kept than a line may have.
    mutating func append(_ line: String) -> Bool {
        if text.utf8.count <= CommandText.maximumLength { text += "\n" + line }
        return line.contains(delimiter)
    }
}
