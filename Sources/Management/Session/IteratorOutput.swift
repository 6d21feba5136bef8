/// Output whose pieces are there whenever they are asked for.
final class IteratorOutput: OutputSource {
    var ready: () -> Void = {}
    private let pieces: AnyIterator<String>

    init(_ pieces: AnyIterator<String>) {
        self.pieces = pieces
    }

    func next() -> OutputPiece {
        pieces.next().map { .text($0) } ?? .end
    }

    func cancel() {}
}
