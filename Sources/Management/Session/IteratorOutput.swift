/// Output whose pieces are there whenever they are asked for. An empty piece says that making it was work enough, and
/// lets others have their turn.
final class IteratorOutput: OutputSource {
    var ready: () -> Void = {}
    private let pieces: AnyIterator<String>

    init(_ pieces: AnyIterator<String>) {
        self.pieces = pieces
    }

    func next() -> OutputPiece {
        pieces.next().map { $0.isEmpty ? .pausing : .text($0) } ?? .end
    }

    func cancel() {}
}
