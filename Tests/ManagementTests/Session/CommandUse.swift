@testable import Management

/// A command or a line of configuration as a transcript uses it: how it is written, and a word of it.
struct CommandUse: Hashable {
    /// The mode, and the words and values in their order.
    let command: String
    /// The word; `nil` for the command as such.
    var word: String?

    /// Everything that can be used: every word of a command and of a line, and every line with `no` and `default`.
    static let all: Set<CommandUse> = {
        var all: Set<CommandUse> = []
        for command in ExecSchema.commands { all.formUnion(words(of: command.grammar)) }
        for mode in Mode.allCases {
            for line in ConfigurationSchema.groups(of: mode).joined() {
                all.formUnion(words(of: line.grammar, in: mode))
                all.insert(CommandUse(line.negatedGrammar, in: mode))
                all.insert(CommandUse(line.defaultGrammar, in: mode))
            }
        }
        return all
    }()

    /// What a line that is typed in a mode uses; nothing if it is wrong.
    static func uses(of text: String, in mode: Mode) -> Set<CommandUse> {
        guard let line = try? CommandText(text) else { return [] }
        guard mode.isConfiguration else { return uses(of: line, from: 0) }
        switch (try? ConfigurationSchema.tree(of: mode).match(line))?.payload {
        case .set(let said): return words(of: said.grammar, typed: line, in: mode)
        case .remove(let said): return [CommandUse(said.negatedGrammar, in: mode)]
        case .reset(let said): return [CommandUse(said.defaultGrammar, in: mode)]
        case .execute: return uses(of: line, from: 1)
        case .exit, .end, nil: return []
        }
    }

    private static func uses(of line: CommandText, from start: Int) -> Set<CommandUse> {
        (try? ExecSchema.whole.match(line, from: start)).map { words(of: $0.payload.grammar, typed: line) } ?? []
    }

    private init(_ grammar: [Grammar], in mode: Mode?) {
        command = "\(mode?.rawValue ?? "exec"): \(grammar.map(\.text).joined(separator: " "))"
    }

    /// A grammar, and its words, those alone that are typed if a line is given. Of what may stand behind `|` only `json`
    /// is a word of the command.
    private static func words(of grammar: [Grammar], typed line: CommandText? = nil, in mode: Mode? = nil) -> Set<
        CommandUse
    > {
        let command = CommandUse(grammar, in: mode)
        let words = Set(grammar.flatMap(\.leaves).compactMap(\.word)).subtracting(modifiers)
        let typed = words.filter { word in line?.words.contains { word.hasPrefix($0.folded) } ?? true }
        return Set(typed.map { CommandUse(command: command.command, word: $0) } + [command])
    }

    private init(command: String, word: String?) {
        (self.command, self.word) = (command, word)
    }

    private static let modifiers = Set([OutputModifier.grammar].flatMap(\.leaves).compactMap(\.word)).subtracting([
        "json"
    ])
}

extension CommandUse: CustomStringConvertible {
    var description: String { word.map { "`\($0)` of \(command)" } ?? command }
}

extension Grammar {
    /// The words and values.
    var leaves: [Grammar] {
        switch self {
        case .keyword, .parameter: [self]
        case .optional(let grammar): grammar.flatMap(\.leaves)
        case .choice(let alternatives), .anyOrder(let alternatives): alternatives.joined().flatMap(\.leaves)
        }
    }

    /// A fixed word.
    var word: String? {
        if case .keyword(let keyword) = self { keyword.word } else { nil }
    }

    /// How it is written.
    fileprivate var text: String {
        func text(_ alternatives: [[Grammar]]) -> String {
            alternatives.map { $0.map(\.text).joined(separator: " ") }.joined(separator: "|")
        }
        return switch self {
        case .keyword(let keyword): keyword.word
        case .parameter(let parameter): parameter.symbol
        case .optional(let grammar): "[\(text([grammar]))]"
        case .choice(let alternatives): "(\(text(alternatives)))"
        case .anyOrder(let groups): "{\(text(groups))}"
        }
    }
}
