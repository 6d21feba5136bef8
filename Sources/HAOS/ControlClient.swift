import Linux
import Management

/// One shell's connection: octets of the socket in, octets for the socket out.
final class ControlClient: ControlStreamHandler {
    private var connection: ControlConnection
    private let router: RouterService
    private var unsent: ArraySlice<UInt8> = []
    private var hasInputEnded = false

    init(router: RouterService, peer: PeerCredentials) {
        self.router = router
        connection = ControlConnection(maximumPrivilege: Privilege(userIdentifier: peer.user))
    }

    var acceptsInput: Bool { connection.acceptsInput }

    var isFinished: Bool { connection.isOver || hasInputEnded }

    func opened(_ stream: ControlStream) {}

    func receive(_ octets: [UInt8]) {
        connection.receive(octets)
    }

    func inputEnded() {
        hasInputEnded = true
    }

    func takeOutput(atMost limit: Int) -> [UInt8] {
        if unsent.isEmpty { unsent = connection.nextFrame(for: router)?[...] ?? [] }
        defer { unsent = unsent.dropFirst(limit) }
        return Array(unsent.prefix(limit))
    }

    func closed() {}
}
