import CLinux
import Core
import DequeModule
import Glibc

/// A connection to strongSwan's control socket on an event loop, which it never holds up: one request at a time, others
/// wait for their turn.
final class ViciConnection {
    /// What a request brought; `nil` if strongSwan does not know it.
    typealias Answer = (ViciMessage?) -> Void

    /// How long an answer may take.
    private static let patience = Duration.seconds(30)
    /// Octets taken per wake-up.
    private static let pieceLength = 64 * 1024
    private static let purpose = "connecting to strongSwan"

    private let descriptor: FileDescriptor
    private var timer: LoopTimer?
    private var registration: Registration?
    private var input = ViciInput()
    private var unwritten: ArraySlice<UInt8> = []
    private var waiting: Deque<(packet: ViciPacket, answer: Answer)> = []
    private var answer: Answer?
    /// Called for what happens at strongSwan's.
    var happened: (String, ViciMessage) -> Void = { _, _ in }
    /// Called once when the connection has ended by itself, with the reason.
    var ended: (String) -> Void = { _ in }

    /// Connects, which takes no time with a Unix socket.
    init(to path: String, on loop: EventLoop) throws(SystemCallError) {
        guard let address = UnixSocketAddress(path) else {
            throw SystemCallError(call: "connect", purpose: Self.purpose, code: ENAMETOOLONG)
        }
        descriptor = try FileDescriptor("socket", for: Self.purpose) {
            socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        }
        let descriptor = descriptor.rawValue
        try SystemCallError.check("connect", for: Self.purpose) {
            unsafe address.withPointer { unsafe connect(descriptor, $0, $1) }
        }
        registration = try loop.register(descriptor) { [unowned self] readiness, _ in serve(readiness) }
        timer = loop.makeTimer { [unowned self] _ in end("it does not answer") }
    }

    deinit {
        close()
    }

    /// Whether nothing is asked or waits to be.
    var isIdle: Bool { answer == nil && waiting.isEmpty }

    /// Gives a command; the answer comes later, or never if the connection ends.
    func request(_ command: String, _ message: ViciMessage = [:], _ answer: @escaping Answer = { _ in }) {
        enqueue(.request(command, message), answer)
    }

    /// Asks for events of a name.
    func register(for event: String, _ answer: @escaping Answer = { _ in }) {
        enqueue(.register(event), answer)
    }

    /// Asks for no more events of a name.
    func unregister(for event: String) {
        enqueue(.unregister(event)) { _ in }
    }

    /// Ends the connection, and calls nobody.
    func close() {
        timer?.cancel()
        timer = nil
        registration?.cancel()
        registration = nil
        waiting = []
        answer = nil
    }

    /// Waits until everything that was asked is answered, where nothing else is to be done any more.
    func finish(within limit: Duration) {
        let end = MonotonicClock.now() + limit
        while registration != nil, !isIdle {
            let rest = (end - MonotonicClock.now()) / .milliseconds(1)
            guard rest > 0 else { return }
            var request = pollfd(
                fd: descriptor.rawValue, events: Int16(POLLIN | (unwritten.isEmpty ? 0 : POLLOUT)), revents: 0)
            guard unsafe poll(&request, 1, Int32(rest) + 1) > 0 else { return }
            serve([.read, .write])
        }
    }

    private func enqueue(_ packet: ViciPacket, _ answer: @escaping Answer) {
        guard registration != nil else { return }
        waiting.append((packet, answer))
        if self.answer == nil { sendNext() }
    }

    private func sendNext() {
        guard !waiting.isEmpty else {
            timer?.deadline = nil
            return
        }
        let (packet, answer) = waiting.removeFirst()
        self.answer = answer
        unwritten += packet.octets
        timer?.deadline = MonotonicClock.now() + Self.patience
        write()
    }

    private func serve(_ readiness: Readiness) {
        if readiness.contains(.write) { write() }
        if readiness.contains(.read) || !readiness.isDisjoint(with: .hangUp) { read() }
    }

    private func write() {
        while !unwritten.isEmpty, registration != nil {
            let count = unsafe unwritten.withUnsafeBytes {
                unsafe send(descriptor.rawValue, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            }
            if count >= 0 {
                unwritten = unwritten.dropFirst(count)
            } else if errno != EINTR {
                guard errno == EAGAIN else { return end(SystemCallError.reason(errno)) }
                break
            }
        }
        try? registration?.watch(for: unwritten.isEmpty ? .read : [.read, .write])
    }

    private func read() {
        var piece = [UInt8](repeating: 0, count: Self.pieceLength)
        let count = unsafe recv(descriptor.rawValue, &piece, piece.count, Int32(MSG_DONTWAIT))
        if count > 0 {
            // A long list is an answer that is on its way.
            if answer != nil { timer?.deadline = MonotonicClock.now() + Self.patience }
            input.append(piece.prefix(count))
            takePackets()
        } else if count == 0 {
            end("it has ended")
        } else if errno != EAGAIN && errno != EINTR {
            end(SystemCallError.reason(errno))
        }
    }

    private func takePackets() {
        do throws(ViciError) {
            while registration != nil, let packet = try input.next() { take(packet) }
        } catch {
            end("\(error)")
        }
    }

    private func take(_ packet: ViciPacket) {
        switch packet {
        case .event(let name, let message): happened(name, message)
        case .response(let message): complete(message)
        case .confirmed: complete([:])
        case .unknownCommand, .unknownEvent: complete(nil)
        case .request, .register, .unregister: end("\(ViciError.malformed)")
        }
    }

    private func complete(_ message: ViciMessage?) {
        guard let answer else { return end("it answered what nobody asked") }
        self.answer = nil
        answer(message)
        // The answer may have asked for more already.
        if self.answer == nil { sendNext() }
    }

    private func end(_ reason: String) {
        guard registration != nil else { return }
        close()
        ended(reason)
    }
}
