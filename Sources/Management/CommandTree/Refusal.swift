/// Why something well formed is not done.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what to do, in a sentence; never with a secret in it.
    public let reason: String
    /// The name of the argument that it is about; the caret goes below it.
    let argument: ArgumentName?

    /// Refuses with a reason, a sentence.
    public init(_ reason: String) {
        self.reason = reason
        argument = nil
    }

    /// Refuses because of one argument.
    init<Value>(_ parameter: Parameter<Value>, _ reason: String) {
        self.reason = reason
        argument = parameter.key.name
    }

    /// The reason.
    public var description: String { reason }
}
