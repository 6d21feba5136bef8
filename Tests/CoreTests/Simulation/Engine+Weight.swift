@testable import Core

extension Engine {
    /// How many values the engine is made of, to whatever they belong: what it remembers, counted without knowing
    /// its parts.
    var weight: Int { Self.weight(of: self) }

    private static func weight(of value: Any) -> Int {
        Mirror(reflecting: value).children.reduce(1) { $0 + weight(of: $1.value) }
    }
}
