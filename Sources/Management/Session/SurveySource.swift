extension CommandOutput {
    /// Nothing to print until a survey is done; then what is made of its value.
    static func survey<Value>(
        _ survey: Survey<Value>, _ show: @escaping (Value) throws(CommandFailure) -> CommandOutput
    ) -> CommandOutput {
        let source = SurveySource(survey)
        var output = CommandOutput(source)
        output.continuation = .proceed { (_, _) throws(CommandFailure) in
            switch source.result {
            case .success(let value): return try show(value)
            case .failure(let refusal): throw CommandFailure(.refused, reason: refusal.reason)
            case nil: return .none
            }
        }
        return output
    }
}

/// Works at a survey, a piece whenever it is asked for output, and has none.
private final class SurveySource<Value>: OutputSource {
    var ready: () -> Void = {}
    private(set) var result: Result<Value, Refusal>?
    private let survey: Survey<Value>

    init(_ survey: Survey<Value>) {
        self.survey = survey
    }

    func next() -> OutputPiece {
        do throws(Refusal) {
            guard let value = try survey.advance() else { return .pausing }
            result = .success(value)
        } catch {
            result = .failure(error)
        }
        return .end
    }

    func cancel() {}
}
