/// The name of something that a line says, and its type.
struct Key<Value: Sendable & Equatable>: Sendable {
    /// Unique in a line.
    let name: ArgumentName

    init(_ name: String) {
        self.name = ArgumentName(name)
    }

    /// What a line says: `key(value)`; `nil` says nothing.
    func callAsFunction(_ value: Value?) -> Argument? {
        value.map { Argument(name: name, value: $0, offset: nil) }
    }
}
