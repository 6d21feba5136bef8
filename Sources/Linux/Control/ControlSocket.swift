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
    ///   - maximumStreams: clients at the same time; those beyond are turned away.
    ///   - loop: what serves the clients.
    ///   - greet: makes the handler of each client's stream.
    public init(
        path: String, maximumStreams: Int = 64, loop: EventLoop, greet: @escaping Greeter
    ) throws(ControlSocketError) {
        self.loop = loop
        self.maximumStreams = maximumStreams
        self.greet = greet
        listener = try ControlListener(path: path)
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
            guard streams.count < maximumStreams else {
                refusedClients += 1
                return
            }
            try open(client)
        } catch {
            // Most often the client went away again; without descriptors, though, it would wait forever.
            if error.code == EMFILE || error.code == ENFILE { turnAway() }
        }
    }

    private func open(_ client: consuming FileDescriptor) throws(SystemCallError) {
        let peer = try PeerCredentials(of: client)
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
