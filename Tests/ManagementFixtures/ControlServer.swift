import Foundation
import Glibc
import Management
import Synchronization

/// A control socket of a fixture router, served by a thread, one client after the other.
public final class ControlServer: Sendable {
    /// Where it listens.
    public let path: String

    private let listener: Int32
    private let client = Mutex<Int32?>(nil)
    private let isStopped = Atomic(false)
    private static let made = Atomic(0)

    /// Begins to serve.
    public init(
        user: String = "root", router makeRouter: @escaping @Sendable () -> FixtureRouter
    ) throws {
        let number = Self.made.add(1, ordering: .relaxed).newValue
        path = "/tmp/haos-control-\(getpid())-\(number)"
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard bind(), listen(listener, 4) == 0 else { throw POSIXError(.EADDRINUSE) }
        let thread = Thread { [self] in serve(makeRouter(), user) }
        thread.start()
    }

    /// Ends at once: clients see their connection close.
    public func stop() {
        // Once only: the listener's number may be another's by then.
        guard !isStopped.exchange(true, ordering: .relaxed) else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        client.withLock { client in
            if let client { shutdown(client, Int32(SHUT_RDWR)) }
        }
        _ = unsafe unlink(path)
    }

    private func bind() -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    private func serve(_ router: FixtureRouter, _ user: String) {
        while case let accepted = accept(listener, nil, nil), accepted >= 0 {
            client.withLock { $0 = accepted }
            serve(accepted, router, ControlConnection(user: user, userIdentifier: user == "root" ? 0 : 1000))
            client.withLock { $0 = nil }
            close(accepted)
        }
        close(listener)
    }

    /// Reads whenever something has come, also while it has much to say, so that it can be interrupted.
    private func serve(_ descriptor: Int32, _ router: FixtureRouter, _ connection: ControlConnection) {
        var connection = connection
        var unsent: ArraySlice<UInt8> = []
        while true {
            if unsent.isEmpty { unsent = connection.takeOutput(atMost: 1000, for: router)[...] }
            if unsent.isEmpty, connection.isOver { return }
            var events = pollfd(fd: descriptor, events: Int16(unsent.isEmpty ? POLLIN : POLLIN | POLLOUT), revents: 0)
            guard unsafe poll(&events, 1, connection.isPausing ? 0 : -1) >= 0 else { return }
            if Int32(events.revents) & ~POLLOUT != 0 {
                var octets = [UInt8](repeating: 0, count: 4096)
                let count = unsafe recv(descriptor, &octets, octets.count, 0)
                guard count > 0 else { return }
                connection.receive(octets[..<count])
            }
            if Int32(events.revents) & POLLOUT != 0 {
                let sent = unsafe unsent.withUnsafeBytes {
                    unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
                }
                guard sent > 0 else { return }
                unsent = unsent.dropFirst(sent)
            }
        }
    }
}
