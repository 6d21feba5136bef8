/// Writes the line that says given arguments, as the grammar has it.
struct GrammarPrinter {
    /// What stands where a secret was.
    static let removedSecret = "<removed>"

    let arguments: Arguments
    let secrets: SecretRendering

    /// The words of the line; `nil` if the grammar cannot say the arguments.
    func words(_ grammar: [Grammar]) -> [String]? {
        var words: [String] = []
        for element in grammar {
            guard let more = self.words(element) else { return nil }
            words += more
        }
        return words
    }

    private func words(_ element: Grammar) -> [String]? {
        switch element {
        case .keyword(let keyword): keyword.isSaid(arguments) ? [keyword.word] : nil
        case .parameter(let parameter): word(parameter).map { [$0] }
        case .optional(let grammar): words(grammar) ?? []
        case .choice(let alternatives): alternatives.lazy.compactMap(words).first
        case .anyOrder(let groups): groups.flatMap { words($0) ?? [] }
        }
    }

    private func word(_ parameter: AnyParameter) -> String? {
        guard let value = arguments.value(named: parameter.name) else { return nil }
        if parameter.isSecret, secrets == .removed { return Self.removedSecret }
        return parameter.print(value)
    }
}
