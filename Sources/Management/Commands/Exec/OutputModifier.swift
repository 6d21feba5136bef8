/// What may stand behind `|`.
enum OutputModifier {
    /// The end of every `show` command.
    static let grammar = Grammar.optional([pipe, .choice(choices(from: 0))])

    /// A report in the view that was asked for.
    static func output(_ report: any Report, _ arguments: Arguments) -> CommandOutput {
        output(arguments) { CommandOutput(pieces: $0 ? report.jsonPieces() : report.textPieces()) }
    }

    /// What `make` prints, as JSON or as text, in the view that was asked for.
    static func output(_ arguments: Arguments, _ make: (_ isJSON: Bool) -> CommandOutput) -> CommandOutput {
        let filters = stages.compactMap { $0(arguments) }
        let isJSON = arguments[isJSON] == true
        var output = make(isJSON && filters.isEmpty)
        output.filters = filters + (isJSON && !filters.isEmpty ? [OutputFilter(kind: .json)] : [])
        return OutputDestination(arguments)?.receiving(output) ?? output
    }

    private static let pipe = Grammar.word("|", "Output modifiers")
    private static let isJSON = Key<Bool>("json")
    private static let stages = (0..<3).map(ModifierStage.init)

    /// What may stand behind a `|`: filters in any number there are stages for, then JSON, then where it goes.
    private static func choices(from index: Int) -> [[Grammar]] {
        let destinations = OutputDestination.grammar
        let json: [Grammar] = [
            .word("json", "As JSON", says: isJSON, true), .optional([pipe, .choice(destinations)]),
        ]
        guard index < stages.count else { return [json] + destinations }
        let rest = Grammar.optional([pipe, .choice(choices(from: index + 1))])
        return stages[index].grammar(then: rest) + [json] + destinations
    }
}
