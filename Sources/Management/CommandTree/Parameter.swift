/// A place in a line where the operator writes a value.
struct Parameter<Value: Sendable & Equatable>: Sendable {
    /// What the value is called in the line's arguments.
    let key: Key<Value>
    /// What it is, for `?`.
    let help: String
    /// What may be written.
    let type: ArgumentType<Value>
    /// Names worth offering.
    let suggestions: NameKind?

    init(_ name: String, _ type: ArgumentType<Value>, _ help: String, suggestions: NameKind? = nil) {
        key = Key(name)
        self.help = help
        self.type = type
        self.suggestions = suggestions
    }

    /// What a line says: `parameter(value)`; `nil` says nothing.
    func callAsFunction(_ value: Value?) -> Argument? {
        key(value)
    }
}
