/// Something that a command waits for and that is given later, from the loop that everything runs on.
final class PendingAnswer<Value>: OutputSource {
    var ready: () -> Void = {}
    /// What was given; `nil` as long as nothing was, or if nothing could be.
    private(set) var value: Value?
    private var isGiven = false

    /// Gives it.
    func give(_ value: Value?) {
        self.value = value
        isGiven = true
        ready()
    }

    func next() -> OutputPiece {
        isGiven ? .end : .waiting
    }

    func cancel() {}
}

extension CommandOutput {
    /// Nothing to print, and something that is done when an answer was given; `nil` if none could be.
    static func await<Value>(
        _ answer: PendingAnswer<Value>,
        _ step: @escaping (inout CommandSession, any ManagedRouter, Value?) throws(CommandFailure) -> CommandOutput
    ) -> CommandOutput {
        var output = CommandOutput(answer)
        output.continuation = .proceed { (session, router) throws(CommandFailure) in
            try step(&session, router, answer.value)
        }
        return output
    }
}
