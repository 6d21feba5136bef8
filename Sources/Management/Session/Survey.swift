/// A look at something that may be too big to be looked at in one go, such as the kernel's routing table.
///
/// Whoever wants the value calls `advance` until it is there, and lets others have their turn in between.
public struct Survey<Value> {
    /// A bounded piece of work; the value when all is done, `nil` before. No call follows a value or a refusal.
    public let advance: () throws(Refusal) -> Value?

    /// A survey whose work is done by `advance`.
    public init(_ advance: @escaping () throws(Refusal) -> Value?) {
        self.advance = advance
    }
}

extension Survey {
    /// The survey that a value leads to, begun when the value is there.
    public func then<Next>(_ next: @escaping (Value) throws(Refusal) -> Survey<Next>) -> Survey<Next> {
        var second: Survey<Next>?
        return Survey<Next> { () throws(Refusal) in
            if let second { return try second.advance() }
            if let value = try advance() { second = try next(value) }
            return nil
        }
    }

    /// The same survey of something else that a value is made to.
    public func map<Other>(_ make: @escaping (Value) -> Other) -> Survey<Other> {
        Survey<Other> { () throws(Refusal) in try advance().map(make) }
    }
}
