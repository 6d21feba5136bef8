/// A reply that is being sent: messages of a bounded length, made one after the other.
struct PendingReply {
    /// Octets of output in a message; JSON escapes make at most six of one.
    private static let pieceLength = 64 << 10

    /// How the request ended.
    let code: ResultCode
    /// What was wrong.
    let diagnostics: [Diagnostic]
    private var first: [ControlReply]
    private let pieces: AnyIterator<String>
    /// Output that was made and not sent.
    private var waiting = ""[...]

    /// Sends the result of a command.
    init(_ result: CommandResult) {
        code = result.code
        diagnostics = result.diagnostics
        first = result.output.filter.map { [.filter($0)] } ?? []
        pieces = result.output.pieces
    }

    /// Sends a completion.
    init(_ answer: CompletionAnswer) {
        code = .done
        diagnostics = []
        first = [.completion(partial: answer.partial, candidates: Array(answer.candidates.prefix(500)))]
        pieces = AnyIterator { nil }
    }

    /// The next message before the result; `nil` if there is none.
    mutating func nextMessage() -> ControlReply? {
        if let message = first.popLast() { return message }
        while waiting.utf8.count < Self.pieceLength, let piece = pieces.next() {
            waiting = waiting.isEmpty ? piece[...] : waiting + piece
        }
        guard !waiting.isEmpty else { return nil }
        return .output(text: takeWaiting())
    }

    /// As much of the waiting output as a message may have, without cutting a character in two.
    private mutating func takeWaiting() -> String {
        let utf8 = waiting.utf8
        let limit = utf8.index(waiting.startIndex, offsetBy: Self.pieceLength, limitedBy: waiting.endIndex)
        var end = limit ?? waiting.endIndex
        while end < waiting.endIndex, utf8[end] & 0xc0 == 0x80 {
            end = utf8.index(before: end)
        }
        defer { waiting = waiting[end...] }
        return String(waiting[..<end])
    }
}
