/// The name of something that a line says, and its type.
struct Key<Value: Sendable & Equatable>: Sendable {
    /// Unique in a line.
    let name: String

    init(_ name: String) {
        self.name = name
    }

    /// What a line says: `key(value)`; `nil` says nothing.
    func callAsFunction(_ value: Value?) -> Argument? {
        value.map { Argument(name: name, value: $0, offset: nil) }
    }
}

/// One thing that a line says.
struct Argument: Sendable {
    /// The name of its key.
    let name: String
    /// Of its key's type.
    let value: any Sendable
    /// Where the line says it, in UTF-8 octets; `nil` if it does not come from a line.
    let offset: Int?
}

/// All that a line says beyond its fixed words.
struct Arguments: Sendable {
    private var arguments: [Argument] = []

    init(_ arguments: Argument?...) {
        self.arguments = arguments.compactMap(\.self)
    }

    mutating func append(_ argument: Argument) {
        arguments.append(argument)
    }

    /// The value of an argument by the name of its key.
    func value(named name: String) -> (any Sendable)? {
        arguments.first { $0.name == name }?.value
    }

    /// Where the line says it.
    func offset(named name: String) -> Int? {
        arguments.first { $0.name == name }?.offset
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
