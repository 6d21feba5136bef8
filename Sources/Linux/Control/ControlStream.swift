import Core
import Glibc

/// A client's connection to the control socket: moves octets between it and a handler, a piece each way per wake-up, so
/// that packets never wait for more than a piece to be made.
public final class ControlStream {
    /// Octets handed to the handler at a time.
    public static let inputLimit = 16 * 1024
    /// Octets pulled from the handler at a time; no more than this ever waits here for the client.
    public static let outputLimit = 64 * 1024
    /// Pieces of output that may be left when the connection ends, and are still written.
    private static let lastPieces = 16

    /// Who the client is.
    public let peer: PeerCredentials

    private let handler: any ControlStreamHandler
    private let descriptor: FileDescriptor
    private let closed: (ControlStream) -> Void
    private var registration: Registration?
    private var unwritten: ArraySlice<UInt8> = []
    /// Whether the handler has, or may have, something to say.
    private var mayHaveOutput = false
    private var hasInputEnded = false

    init(
        _ descriptor: consuming FileDescriptor, peer: PeerCredentials, handler: any ControlStreamHandler,
        loop: EventLoop, closed: @escaping (ControlStream) -> Void
    ) throws(SystemCallError) {
        self.descriptor = descriptor
        self.peer = peer
        self.handler = handler
        self.closed = closed
        registration = try loop.register(self.descriptor.rawValue, for: [.read, .write]) {
            [unowned self] readiness, _ in
            serve(readiness)
        }
    }

    /// Looks again, from the loop, at what the handler has to say and whether it accepts input.
    public func resume() {
        mayHaveOutput = true
        watch()
    }

    /// Closes the connection; output that is not written yet is lost.
    public func close() {
        guard let registration else { return }
        registration.cancel()
        self.registration = nil
        shutdown(descriptor.rawValue, Int32(SHUT_RDWR))
        handler.closed()
        closed(self)
    }

    /// Writes what is left to say, if it is little and the client takes it at once, and closes the connection.
    func finish() {
        for _ in 0..<Self.lastPieces where mayHaveOutput { send() }
        close()
    }

    private func serve(_ readiness: Readiness) {
        let canReceive = readiness.contains(.read) && isReceiving
        if canReceive { receive() }
        send()
        // What a client sent before it went is served; what it can no longer read is not.
        if !canReceive, !readiness.isDisjoint(with: .hangUp) { close() }
        watch()
    }

    private var isReceiving: Bool {
        !hasInputEnded && handler.acceptsInput
    }

    private var interest: Readiness {
        var interest: Readiness = []
        if isReceiving { interest.insert(.read) }
        if mayHaveOutput { interest.insert(.write) }
        return interest
    }

    private func watch() {
        guard let registration else { return }
        do {
            try registration.watch(for: interest)
        } catch {
            close()
        }
    }

    private func receive() {
        var octets = [UInt8](repeating: 0, count: Self.inputLimit)
        let count = unsafe recv(descriptor.rawValue, &octets, octets.count, Int32(MSG_DONTWAIT))
        if count > 0 {
            octets.removeLast(octets.count - count)
            handler.receive(octets)
        } else if count == 0 {
            hasInputEnded = true
            handler.inputEnded()
        } else if errno != EAGAIN && errno != EINTR {
            close()
        }
    }

    private func send() {
        guard registration != nil else { return }
        if unwritten.isEmpty { unwritten = handler.takeOutput(atMost: Self.outputLimit)[...] }
        mayHaveOutput = !unwritten.isEmpty || handler.isPausing
        if !unwritten.isEmpty {
            write()
        } else if handler.isFinished {
            close()
        }
    }

    /// Writes what waits, as far as the client has room for it now.
    private func write() {
        let count = unsafe unwritten.withUnsafeBytes {
            unsafe Glibc.send(descriptor.rawValue, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        }
        if count >= 0 {
            unwritten = unwritten.dropFirst(count)
        } else if errno != EAGAIN && errno != EINTR {
            close()
        }
    }
}
