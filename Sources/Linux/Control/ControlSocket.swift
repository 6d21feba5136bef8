import CLinux
import Core
import Glibc

/// The Unix socket that shells talk to: it accepts clients and knows who they are, but nothing of what they say.
public final class ControlSocket {
    /// Makes the handler of a new client's stream.
    public typealias Greeter = (PeerCredentials) -> any ControlStreamHandler

    private let listener: ControlListener
    private let loop: EventLoop
    private let maximumStreams: Int
    private let maximumStreamsOfUser: Int
    private let greet: Greeter
    private var registration: Registration?
    private var streams: [ObjectIdentifier: ControlStream] = [:]
    /// Given up for a moment when the process has no descriptor left, so that a client can be turned away.
    private var reserve: FileDescriptor?

    /// Clients that were turned away because there were too many.
    public private(set) var refusedClients: UInt64 = 0

    /// Begins to accept clients.
    ///
    /// - Parameters:
    ///   - path: where the socket's file is made, with the directories above it; at most 107 octets.
    ///   - group: whose members may connect; everybody may if the machine has no such group.
    ///   - maximumStreams: clients at the same time; those beyond are turned away.
    ///   - maximumStreamsOfUser: clients of one user other than root at the same time. A quarter of all there may be is
    ///     for root alone, so that nobody keeps the machine's owner out.
    ///   - loop: what serves the clients.
    ///   - greet: makes the handler of each client's stream.
    public init(
        path: String, group: String = "haos", maximumStreams: Int = 64, maximumStreamsOfUser: Int = 16,
        loop: EventLoop, greet: @escaping Greeter
    ) throws(ControlSocketError) {
        self.loop = loop
        self.maximumStreams = maximumStreams
        self.maximumStreamsOfUser = maximumStreamsOfUser
        self.greet = greet
        listener = try ControlListener(path: path, group: group)
        reserve = Self.makeReserve()
        do {
            registration = try loop.register(listener.descriptor) { [unowned self] _, _ in accept() }
        } catch {
            throw .system(error)
        }
    }

    /// Ends every client's stream, answers under way included, and removes the socket's file, if it is still this
    /// socket's.
    public func stop() {
        registration?.cancel()
        registration = nil
        for stream in Array(streams.values) {
            stream.finish()
        }
        listener.removeFile()
    }

    /// One client per wake-up; others wait their turn in the kernel.
    private func accept() {
        do throws(SystemCallError) {
            let client = try listener.accept()
            let peer = try PeerCredentials(of: client)
            guard hasRoom(for: peer) else {
                refusedClients += 1
                return
            }
            try open(client, of: peer)
        } catch {
            // Most often the client went away again; without descriptors, though, it would wait forever.
            if error.code == EMFILE || error.code == ENFILE { turnAway() }
        }
    }

    private func hasRoom(for peer: PeerCredentials) -> Bool {
        guard peer.user != 0 else { return streams.count < maximumStreams }
        return streams.count < maximumStreams - maximumStreams / 4
            && streams.values.count { $0.peer.user == peer.user } < maximumStreamsOfUser
    }

    private func open(_ client: consuming FileDescriptor, of peer: PeerCredentials) throws(SystemCallError) {
        let handler = greet(peer)
        let stream = try ControlStream(client, peer: peer, handler: handler, loop: loop) { [unowned self] stream in
            streams[ObjectIdentifier(stream)] = nil
        }
        streams[ObjectIdentifier(stream)] = stream
        handler.opened(stream)
    }

    private func turnAway() {
        refusedClients += 1
        reserve = nil
        _ = try? listener.accept()
        reserve = Self.makeReserve()
    }

    private static func makeReserve() -> FileDescriptor? {
        try? FileDescriptor("open", for: "keeping a descriptor in reserve") { unsafe Glibc.open("/dev/null", O_RDONLY) }
    }
}
