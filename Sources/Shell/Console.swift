import Glibc
import Management

/// A person's terminal and the daemon, waited for together.
final class Console {
    /// What is waited for.
    enum Interest {
        /// A key; the daemon may say something meanwhile.
        case keys
        /// A key, and nothing that the daemon says.
        case keysAlone
        /// A reply; what is typed meanwhile is kept, but Ctrl-C.
        case replies
    }

    /// The session.
    let client: ControlClient

    private let signals = SignalSource()
    private var typed = TypeAhead()
    private var hasEnded = false
    private var isTerminalChanged = false
    private let clock = ContinuousClock()

    init(_ client: ControlClient) {
        self.client = client
    }

    /// Whether a whole line was typed that nobody has asked for yet.
    var hasTypedLine: Bool { typed.hasLine }

    /// Lets a text be what is typed next.
    func type(_ text: String) {
        typed.prepend(text)
    }

    /// Forgets what else a key sent that sends several characters, the first of them Escape.
    func forgetEscapeSequence(after key: Unicode.Scalar) {
        if key == "\u{1b}" { typed = TypeAhead() }
    }

    /// What happens next.
    func next(_ interest: Interest) throws(ShellError) -> ConsoleEvent {
        let patience = interest == .replies ? nil : client.terminal.idleTimeout
        let deadline = patience.map { clock.now + .seconds($0) }
        while true {
            if let event = try waitingEvent(interest) { return event }
            guard try wait(interest, until: deadline) else { return .idle }
        }
    }

    private func waitingEvent(_ interest: Interest) throws(ShellError) -> ConsoleEvent? {
        if interest == .replies, typed.takeInterrupt() { return .interrupt }
        if interest != .keysAlone, let reply = try client.receivedReply() { return .reply(reply) }
        if isTerminalChanged {
            isTerminalChanged = false
            return .terminalChanged
        }
        if interest != .replies, let key = typed.next() { return .key(key) }
        return hasEnded ? .end : nil
    }

    /// Waits until something has happened; false if the deadline has come first.
    private func wait(_ interest: Interest, until deadline: ContinuousClock.Instant?) throws(ShellError) -> Bool {
        var watched = [
            pollfd(fd: typed.hasRoom ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: interest == .keysAlone ? -1 : client.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let count = unsafe poll(&watched, nfds_t(watched.count), deadline.map(milliseconds) ?? -1)
        guard count != 0 else { return false }
        if watched[0].revents != 0 { readTerminal() }
        if watched[1].revents != 0 { try client.receive() }
        while let signal = signals.next() {
            if SignalSource.end.contains(signal) { hasEnded = true } else { isTerminalChanged = true }
        }
        return true
    }

    private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let rest = max(clock.now.duration(to: deadline), .zero).components
        return Int32(clamping: rest.seconds * 1000 + rest.attoseconds / 1_000_000_000_000_000 + 1)
    }

    private func readTerminal() {
        var octets = [UInt8](repeating: 0, count: 4096)
        let count = unsafe read(STDIN_FILENO, &octets, octets.count)
        if count > 0 {
            typed.append(octets[..<count])
        } else if count == 0 || errno != EINTR && errno != EAGAIN {
            hasEnded = true
        }
    }
}
