/// A parameter without its type, as the grammar holds it.
struct AnyParameter: Sendable {
    let name: ArgumentName
    let help: String
    let symbol: String
    let precision: ArgumentPrecision
    let isSecret: Bool
    let suggestions: NameKind?
    /// The value that begins with a word, and how many words it takes; `nil` if it is none.
    let parse: @Sendable (CommandText, Int) -> (value: any Sendable, words: Int)?
    /// Why a word is none.
    let explain: @Sendable (String) -> String
    /// How the value is written; `nil` for a value of another type.
    let print: @Sendable (any Sendable) -> String?

    init<Value>(_ parameter: Parameter<Value>) {
        let type = parameter.type
        name = parameter.key.name
        help = parameter.help
        symbol = type.symbol
        precision = type.precision
        isSecret = type.isSecret
        suggestions = parameter.suggestions
        parse = { line, index in type.parse(line, index).map { (value: $0.value, words: $0.words) } }
        explain = type.explain
        print = { ($0 as? Value).map(type.print) }
    }
}
