import CLinux
import Core
import DequeModule
import Glibc
import Management

/// Sends syslog messages by TCP, each after its length (RFC 6587 section 3.4.1). It connects when there is something to
/// be sent, again and again; a bounded number of messages waits meanwhile. What the kernel took of a connection that
/// broke is lost, as the protocol has no acknowledgement.
public final class SyslogStream: SyslogTransport {
    /// Called when the connection is there, and when it is no more or cannot be made, with the reason.
    public typealias Observer = (SystemCallError?) -> Void

    /// Messages that may wait.
    public static let capacity = 1000
    private static let shortestDelay = Duration.seconds(1)
    private static let longestDelay = Duration.seconds(60)
    /// Messages sent per wake-up.
    private static let batch = 64
    /// Milliseconds after which a silent network is given up (tcp(7), TCP_USER_TIMEOUT).
    private static let userTimeout: Int32 = 30_000

    /// Whether there is a connection.
    public private(set) var isUp = false

    private let host: SyslogHost
    private let loop: EventLoop
    private let observer: Observer
    private var timer: LoopTimer?
    private var socket: FileDescriptor?
    private var registration: Registration?
    private var messages: Deque<[UInt8]> = []
    /// Octets of the first message that are sent.
    private var sent = 0
    private var delay = SyslogStream.shortestDelay
    /// What the observer was told last.
    private var wasUp: Bool?

    /// Sends to a host; nothing is done until the loop runs.
    public init(_ host: SyslogHost, loop: EventLoop, observer: @escaping Observer) {
        self.host = host
        self.loop = loop
        self.observer = observer
        timer = loop.makeTimer { [unowned self] _ in connect() }
        timer?.deadline = MonotonicClock.now()
    }

    /// Lets a message wait for its turn; false if too many do.
    public func send(_ message: [UInt8]) -> Bool {
        guard messages.count < Self.capacity else { return false }
        messages.append(Array("\(message.count) ".utf8) + message)
        if isUp, messages.count == 1 { flush() }
        return true
    }

    /// Ends the connection; what waits is lost.
    public func close() {
        disconnect()
        timer?.cancel()
        timer = nil
    }

    private func connect() {
        do throws(SystemCallError) {
            let socket = try FileDescriptor.syslogSocket(SOCK_STREAM)
            let purpose = "connecting to a syslog host"
            try socket.setOption(IPPROTO_TCP, TCP_USER_TIMEOUT, to: Self.userTimeout, for: purpose)
            let address = SocketAddress(host.address, port: host.port)
            let result = unsafe address.withPointer { [descriptor = socket.rawValue] in
                unsafe Glibc.connect(descriptor, $0, $1)
            }
            guard result == 0 || errno == EINPROGRESS else { throw SystemCallError(call: "connect", purpose: purpose) }
            registration = try loop.register(socket.rawValue, for: [.read, .write]) { [unowned self] readiness, _ in
                serve(readiness)
            }
            self.socket = consume socket
        } catch {
            fail(error)
        }
    }

    private func serve(_ readiness: Readiness) {
        do throws(SystemCallError) {
            if !isUp { try finishConnecting() }
            if !readiness.isDisjoint(with: [.read, .hangUp]) { try discardInput() }
        } catch {
            return fail(error)
        }
        flush()
    }

    private func finishConnecting() throws(SystemCallError) {
        guard let code = try socket?.option(SOL_SOCKET, SO_ERROR, like: 0 as Int32, for: "connecting to a syslog host")
        else { return }
        guard code == 0 else {
            throw SystemCallError(call: "connect", purpose: "connecting to a syslog host", code: code)
        }
        isUp = true
        delay = Self.shortestDelay
        tell(nil)
    }

    /// Syslog hosts say nothing; what they say is only worth the news that they have gone.
    private func discardInput() throws(SystemCallError) {
        var octets = [UInt8](repeating: 0, count: 512)
        let count = unsafe recv(socket?.rawValue ?? -1, &octets, octets.count, Int32(MSG_DONTWAIT))
        guard count > 0 || count < 0 && (errno == EAGAIN || errno == EINTR) else {
            throw SystemCallError(call: "recv", purpose: "sending log lines", code: count == 0 ? ECONNRESET : errno)
        }
    }

    private func flush() {
        do throws(SystemCallError) {
            for _ in 0..<Self.batch {
                guard let message = messages.first else { break }
                guard try write(message[sent...]) else { break }
                if sent == message.count {
                    messages.removeFirst()
                    sent = 0
                }
            }
            try registration?.watch(for: messages.isEmpty ? .read : [.read, .write])
        } catch {
            fail(error)
        }
    }

    /// Sends some of the first message; false if the kernel has no room now.
    private func write(_ octets: ArraySlice<UInt8>) throws(SystemCallError) -> Bool {
        let count = unsafe octets.withUnsafeBytes {
            unsafe Glibc.send(socket?.rawValue ?? -1, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        }
        if count >= 0 {
            sent += count
            return true
        }
        guard errno == EAGAIN || errno == EINTR else {
            throw SystemCallError(call: "send", purpose: "sending log lines")
        }
        return false
    }

    /// Tries again after a while, and less often the longer it does not work.
    private func fail(_ error: SystemCallError) {
        disconnect()
        timer?.deadline = MonotonicClock.now() + delay
        delay = min(delay * 2, Self.longestDelay)
        tell(error)
    }

    /// A message that was sent in part is sent again, whole.
    private func disconnect() {
        registration?.cancel()
        registration = nil
        socket = nil
        isUp = false
        sent = 0
    }

    private func tell(_ error: SystemCallError?) {
        guard wasUp != isUp else { return }
        wasUp = isUp
        observer(error)
    }
}
