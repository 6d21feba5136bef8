/// A reply that is being sent: messages of a bounded length, made one after the other.
struct PendingReply {
    /// What comes next.
    enum Step {
        /// A message.
        case send(ControlReply)
        /// Nothing, until others had their turn.
        case pause
        /// Nothing, until the source is ready.
        case wait
        /// All is sent but the result.
        case done
    }

    /// Octets of output in a message; JSON escapes make at most six of one.
    private static let pieceLength = 64 << 10

    /// How the request ended.
    let code: ResultCode
    /// What was wrong.
    let diagnostics: [Diagnostic]
    /// What is done when all is printed.
    let continuation: CommandOutput.Continuation?
    private var first: [ControlReply]
    private let source: any OutputSource
    private var hasEnded = false
    /// Output that was made and not sent, in UTF-8.
    private var waiting: ArraySlice<UInt8> = []

    /// Sends the result of a command; `ready` is called when output has come that was waited for.
    init(_ result: CommandResult, ready: @escaping () -> Void = {}) {
        code = result.code
        diagnostics = result.diagnostics
        continuation = result.output.continuation
        first = result.output.filters.map { .filter($0) } + (result.output.retention.map { [.keep($0)] } ?? [])
        source = result.output.source
        source.ready = ready
    }

    /// Sends a completion.
    init(_ answer: CompletionAnswer) {
        self.init(CommandResult(.none))
        first = [.completion(partial: answer.partial, candidates: Array(answer.candidates.prefix(500)))]
    }

    /// What comes next.
    mutating func next() -> Step {
        if !first.isEmpty { return .send(first.removeFirst()) }
        while waiting.count < Self.pieceLength, !hasEnded {
            switch source.next() {
            case .text(let text): waiting += text.utf8
            case .pausing: return waiting.isEmpty ? .pause : sendWaiting()
            case .waiting: return waiting.isEmpty ? .wait : sendWaiting()
            case .end: hasEnded = true
            }
        }
        return waiting.isEmpty ? .done : sendWaiting()
    }

    /// The rest is wanted no more.
    func cancel() {
        source.cancel()
    }

    /// As much of the waiting output as a message may have, without cutting a character in two.
    private mutating func sendWaiting() -> Step {
        var end = min(waiting.startIndex + Self.pieceLength, waiting.endIndex)
        while end < waiting.endIndex, waiting[end] & 0xc0 == 0x80 {
            end -= 1
        }
        defer { waiting = waiting[end...] }
        return .send(.output(text: String(decoding: waiting[..<end], as: UTF8.self)))
    }
}
