/// Writes the line that says given arguments, as the grammar has it.
struct GrammarPrinter {
    /// What stands where a secret was.
    static let removedSecret = "<removed>"

    let arguments: Arguments
    let secrets: SecretRendering

    /// The words of the line; `nil` if the grammar cannot say the arguments.
    func words(_ template: GrammarTemplate) -> [String]? {
        var words: [String] = []
        return write(template, &words) ? words : nil
    }

    /// Appends the words of a piece; false, and nothing is appended, if it cannot be said.
    private func write(_ template: GrammarTemplate, _ words: inout [String]) -> Bool {
        if let needed = template.needs, !arguments.contains(needed) { return false }
        switch template.content {
        case .keyword(let keyword):
            guard keyword.isSaid(arguments) else { return false }
            words.append(keyword.word)
        case .parameter(let parameter):
            guard let word = word(parameter) else { return false }
            words.append(word)
        case .all(let parts): return writeAll(parts, &words)
        case .optional(let parts): _ = writeAll(parts, &words)
        case .choice(let alternatives): return alternatives.contains { write($0, &words) }
        case .anyOrder(let groups):
            for group in groups { _ = write(group, &words) }
        }
        return true
    }

    private func writeAll(_ parts: [GrammarTemplate], _ words: inout [String]) -> Bool {
        let count = words.count
        guard parts.allSatisfy({ write($0, &words) }) else {
            words.removeLast(words.count - count)
            return false
        }
        return true
    }

    private func word(_ parameter: AnyParameter) -> String? {
        guard let value = arguments.value(named: parameter.name) else { return nil }
        if parameter.isSecret, secrets == .removed { return Self.removedSecret }
        return parameter.print(value)
    }
}
