/// All that a line says beyond its fixed words.
struct Arguments: Sendable {
    private var arguments: [Argument] = []

    init(_ arguments: Argument?...) {
        self.arguments = arguments.compactMap(\.self)
    }

    mutating func append(_ argument: Argument?) {
        if let argument { arguments.append(argument) }
    }

    mutating func append(contentsOf others: Arguments) {
        arguments += others.arguments
    }

    /// The value of an argument by the name of its key.
    func value(named name: ArgumentName) -> (any Sendable)? {
        arguments.firstIndex { $0.name == name }.map { arguments[$0].value }
    }

    /// Whether the line says it.
    func contains(_ name: ArgumentName) -> Bool {
        arguments.contains { $0.name == name }
    }

    /// What ends a text that was begun and not ended.
    var openDelimiter: String? {
        arguments.lazy.compactMap { ($0.value as? DelimitedText)?.openDelimiter }.first
    }

    /// Where the line says it.
    func offset(named name: ArgumentName) -> Int? {
        arguments.firstIndex { $0.name == name }.flatMap { arguments[$0].offset }
    }

    subscript<Value>(key: Key<Value>) -> Value? {
        value(named: key.name) as? Value
    }

    subscript<Value>(parameter: Parameter<Value>) -> Value? {
        self[parameter.key]
    }

    /// What a line says of something that its grammar makes it say.
    func required<Value>(_ parameter: Parameter<Value>) throws(Refusal) -> Value {
        guard let value = self[parameter] else { throw Refusal("\(parameter.key.name) is missing.") }
        return value
    }
}
