/// A grammar as it is printed: what cannot be said because its argument is missing is passed over at a glance.
struct GrammarTemplate: Sendable {
    /// A piece of grammar.
    enum Content: Sendable {
        case keyword(Keyword)
        case parameter(AnyParameter)
        case all([GrammarTemplate])
        case optional([GrammarTemplate])
        case choice([GrammarTemplate])
        case anyOrder([GrammarTemplate])
    }

    let content: Content
    /// An argument without which it cannot be said; `nil` if there is no such argument.
    let needs: ArgumentName?

    /// Pieces that are all said, one after the other.
    init(_ grammar: [Grammar]) {
        let parts = grammar.map { GrammarTemplate($0) }
        content = .all(parts)
        needs = parts.lazy.compactMap(\.needs).first
    }

    private init(_ element: Grammar) {
        switch element {
        case .keyword(let keyword):
            content = .keyword(keyword)
            needs = keyword.says
        case .parameter(let parameter):
            content = .parameter(parameter)
            needs = parameter.name
        case .optional(let grammar):
            content = .optional(grammar.map { GrammarTemplate($0) })
            needs = nil
        case .choice(let alternatives):
            let parts = alternatives.map { GrammarTemplate($0) }
            content = .choice(parts)
            needs = parts.allSatisfy { $0.needs == parts.first?.needs } ? parts.first?.needs : nil
        case .anyOrder(let groups):
            content = .anyOrder(groups.map { GrammarTemplate($0) })
            needs = nil
        }
    }
}
