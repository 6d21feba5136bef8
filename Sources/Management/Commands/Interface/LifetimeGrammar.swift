/// A lifetime in a line: seconds, or `infinite`.
enum LifetimeGrammar {
    /// The number that means for ever (RFC 4861 section 4.6.2, RFC 8106 section 5.1).
    static let infinite = UInt32.max

    /// A parameter for a lifetime.
    static func parameter(_ name: String, _ help: String) -> Parameter<UInt32> {
        Parameter(name, .number(0...UInt32.max), help)
    }

    /// What may stand for a lifetime.
    static func grammar(_ parameter: Parameter<UInt32>) -> Grammar {
        .choice([[.word("infinite", "For ever", says: parameter.key, infinite)], [.value(parameter)]])
    }
}
