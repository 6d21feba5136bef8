import CLinux
import Core
import Glibc
import Synchronization

/// Looks up the address that a name stands for, on a thread of its own: the system's resolver may wait for seconds.
final class NameLookup: Sendable {
    /// What came of it.
    enum Outcome: Hashable {
        /// The first IPv6 address.
        case address(IPv6Address)
        /// The resolver's reason for having none.
        case failed(String)
    }

    /// Lookups that may run at once; each has a thread that cannot be broken off.
    private static let limit = 4
    private static let running = Mutex(0)

    private let outcome = Mutex<Outcome?>(nil)
    private let name: String
    private let signal: FileDescriptor

    /// Becomes readable when there is an outcome.
    var descriptor: Int32 { signal.rawValue }

    /// Begins to look up a name.
    ///
    /// - Throws: EAGAIN if too many lookups run already.
    init(_ name: String) throws(SystemCallError) {
        self.name = name
        signal = try FileDescriptor("eventfd", for: "waiting for a name") {
            eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        }
        let mayRun = Self.running.withLock { running in
            guard running < Self.limit else { return false }
            running += 1
            return true
        }
        guard mayRun else { throw SystemCallError(call: "pthread_create", purpose: "looking up \(name)", code: EAGAIN) }
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(self)
        let code = unsafe pthread_create(&thread, nil, Self.work, context.toOpaque())
        guard code == 0 else {
            unsafe context.release()
            Self.running.withLock { $0 -= 1 }
            throw SystemCallError(call: "pthread_create", purpose: "looking up \(name)", code: code)
        }
        pthread_detach(thread)
    }

    /// What came of it; `nil` while nothing has.
    func takeOutcome() -> Outcome? {
        outcome.withLock { $0 }
    }

    private static let work: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        guard let context = unsafe context else { return nil }
        let lookup = unsafe Unmanaged<NameLookup>.fromOpaque(context).takeRetainedValue()
        let found = find(lookup.name)
        lookup.outcome.withLock { $0 = found }
        running.withLock { $0 -= 1 }
        _ = eventfd_write(lookup.descriptor, 1)
        return nil
    }

    private static func find(_ name: String) -> Outcome {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_INET6
        unsafe hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(name, nil, &hints, &list)
        guard code == 0, let first = unsafe list, let address = unsafe first.pointee.ai_addr else {
            return .failed(unsafe String(cString: gai_strerror(code)))
        }
        defer { unsafe freeaddrinfo(list) }
        let found = unsafe address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { unsafe $0.pointee.sin6_addr }
        return .address(IPv6Address(found))
    }
}
