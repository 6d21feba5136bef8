@testable import Linux

/// A handler that says back what it hears, each octet `repetitions` times.
final class Parrot: ControlStreamHandler {
    let peer: PeerCredentials
    let repetitions: Int
    private(set) var heard = 0
    private(set) var largestPiece = 0
    private(set) var isClosed = false
    private(set) var hasInputEnded = false
    private var pending: [UInt8] = []
    private(set) weak var stream: ControlStream?
    /// Octets that wait to be said before no more are heard.
    var patience = Int.max
    var isListening = true
    var isFinished = false
    var isPausing = false
    var acceptsInput: Bool { isListening && pending.count < patience }
    var onClosed: () -> Void = {}

    init(peer: PeerCredentials, repetitions: Int = 1) {
        self.peer = peer
        self.repetitions = repetitions
    }

    func opened(_ stream: ControlStream) {
        self.stream = stream
    }

    func receive(_ octets: [UInt8]) {
        heard += octets.count
        largestPiece = max(largestPiece, octets.count)
        pending += octets.flatMap { [UInt8](repeating: $0, count: repetitions) }
    }

    func inputEnded() {
        hasInputEnded = true
        isFinished = true
    }

    func takeOutput(atMost limit: Int) -> [UInt8] {
        let piece = Array(pending.prefix(limit))
        pending.removeFirst(piece.count)
        return piece
    }

    func closed() {
        isClosed = true
        onClosed()
    }
}
