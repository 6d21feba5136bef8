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
    /// Output that was made and not sent, in UTF-8.
    private var waiting: ArraySlice<UInt8> = []

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
        while waiting.count < Self.pieceLength, let piece = pieces.next() {
            waiting += piece.utf8
        }
        guard !waiting.isEmpty else { return nil }
        return .output(text: takeWaiting())
    }

    /// As much of the waiting output as a message may have, without cutting a character in two.
    private mutating func takeWaiting() -> String {
        var end = min(waiting.startIndex + Self.pieceLength, waiting.endIndex)
        while end < waiting.endIndex, waiting[end] & 0xc0 == 0x80 {
            end -= 1
        }
        defer { waiting = waiting[end...] }
        return String(decoding: waiting[..<end], as: UTF8.self)
    }
}
