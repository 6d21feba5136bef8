/// What may be written for a parameter: how it is read, and written again.
struct ArgumentType<Value: Sendable & Equatable>: Sendable {
    /// How `?` names it: `<1-10>`, `WORD`.
    let symbol: String
    /// Which type goes first where several take a word.
    let precision: ArgumentPrecision
    /// Whether no output may show it.
    let isSecret: Bool
    /// Reads the value that begins with the word at an index, and tells how many words it takes.
    let parse: @Sendable (CommandText, Int) -> (value: Value, words: Int)?
    /// Why a word is no such value, in a sentence.
    let explain: @Sendable (String) -> String
    /// Writes the value so that `parse` reads it.
    let print: @Sendable (Value) -> String

    /// A type whose values are one word each.
    init(
        symbol: String, precision: ArgumentPrecision, isSecret: Bool = false,
        parse: @escaping @Sendable (String) -> Value?, explain: @escaping @Sendable (String) -> String,
        print: @escaping @Sendable (Value) -> String
    ) {
        self.init(
            symbol: symbol, precision: precision, isSecret: isSecret,
            parseWords: { line, index in parse(line.words[index].text).map { (value: $0, words: 1) } },
            explain: explain, print: print)
    }

    /// Whether a value can be written so that it is read again.
    func canSay(_ value: Value) -> Bool {
        guard let line = try? CommandText(print(value)), !line.words.isEmpty else { return false }
        return parse(line, 0)?.value == value
    }

    /// A type whose values may be several words.
    init(
        symbol: String, precision: ArgumentPrecision, isSecret: Bool = false,
        parseWords: @escaping @Sendable (CommandText, Int) -> (value: Value, words: Int)?,
        explain: @escaping @Sendable (String) -> String, print: @escaping @Sendable (Value) -> String
    ) {
        self.symbol = symbol
        self.precision = precision
        self.isSecret = isSecret
        self.parse = parseWords
        self.explain = explain
        self.print = print
    }
}
