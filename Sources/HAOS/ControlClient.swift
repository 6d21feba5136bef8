import Linux
import Management

/// One shell's connection: octets of the socket in, octets for the socket out.
final class ControlClient: ControlStreamHandler {
    private var connection: ControlConnection
    private let router: RouterService
    /// Whether the connection is at work: the stream, which called for that, looks again afterwards by itself.
    private var isServing = false

    init(router: RouterService, peer: PeerCredentials) {
        self.router = router
        connection = ControlConnection(user: UserName.of(peer.user), userIdentifier: peer.user)
    }

    var acceptsInput: Bool { connection.acceptsInput }

    var isFinished: Bool { connection.isOver }

    var isPausing: Bool { connection.isPausing }

    func opened(_ stream: ControlStream) {
        connection.attention = { [weak self, weak stream] in
            if self?.isServing == false { stream?.resume() }
        }
    }

    func receive(_ octets: [UInt8]) {
        connection.receive(octets)
    }

    func inputEnded() {
        connection.inputEnded()
    }

    func takeOutput(atMost limit: Int) -> [UInt8] {
        isServing = true
        defer { isServing = false }
        return connection.takeOutput(atMost: limit, for: router)
    }

    func closed() {
        isServing = true
        connection.close(for: router)
    }
}
