/// What may stand in a line, piece by piece. Parser, `?`, completion, printer and the `no` form derive from it.
indirect enum Grammar: Sendable {
    /// A fixed word.
    case keyword(Keyword)
    /// A value.
    case parameter(AnyParameter)
    /// All of it, or nothing.
    case optional([Grammar])
    /// One of several; the first that fits what is to be said is the way it is printed.
    case choice([[Grammar]])
    /// Any of several, in any order, each at most once; up to 64 in a line.
    case anyOrder([[Grammar]])

    /// A fixed word.
    static func word(_ word: String, _ help: String) -> Grammar {
        .keyword(Keyword(word: word, help: help, says: nil, records: nil, isSaid: { _ in true }))
    }

    /// A fixed word that says something by standing there.
    static func word<Value>(_ word: String, _ help: String, says key: Key<Value>, _ value: Value) -> Grammar {
        .keyword(
            Keyword(
                word: word, help: help, says: key.name, records: { key(value) }, isSaid: { $0[key] == value }))
    }

    /// A value.
    static func value<Value>(_ parameter: Parameter<Value>) -> Grammar {
        .parameter(AnyParameter(parameter))
    }
}
