/// What may stand behind `|`.
enum OutputModifier {
    /// The end of every `show` command.
    static let grammar = Grammar.optional([
        .word("|", "Output modifiers"),
        .choice([
            [.word("json", "As JSON", says: isJSON, true)],
            [.word("include", "Lines that match", says: filter, .include), .value(pattern)],
            [.word("exclude", "Lines that do not match", says: filter, .exclude), .value(pattern)],
            [.word("begin", "From the first line that matches", says: filter, .begin), .value(pattern)],
            [.word("count", "Number of lines that match", says: filter, .count), .value(pattern)],
        ]),
    ])

    /// A report in the view that was asked for.
    static func output(_ report: any Report, _ arguments: Arguments) -> CommandOutput {
        if arguments[isJSON] == true { return CommandOutput(pieces: report.jsonPieces()) }
        var output = CommandOutput(pieces: report.textPieces())
        if let kind = arguments[filter], let pattern = arguments[pattern] {
            output.filter = OutputFilter(kind: kind, pattern: pattern)
        }
        return output
    }

    private static let isJSON = Key<Bool>("json")
    private static let filter = Key<OutputFilter.Kind>("filter")
    private static let pattern = Parameter("pattern", .line, "Regular expression")
}
