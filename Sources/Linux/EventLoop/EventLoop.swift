import Core

/// One thread's wait for everything that can happen to the daemon.
///
/// Nobody starves: descriptors are watched level-triggered, handlers do bounded work per call, and the kernel serves
/// ready descriptors in turn, the timer among them.
public final class EventLoop {
    private let epoll: Epoll
    private let timer: DeadlineTimer
    private var registrations: [UInt64: Registration] = [:]
    private var lastToken: UInt64 = 0
    private var isStopping = false
    /// What the timer is set to.
    private var armed: Instant?

    /// When `deadlineReached` is called next, on `MonotonicClock`; `nil` for never. A moment in the past is now.
    public var deadline: Instant?
    /// Called once when the deadline has come; `deadline` is `nil` by then, and may be set again.
    public var deadlineReached: (Instant) -> Void = { _ in }

    /// Makes a loop that watches nothing yet.
    public init() throws(SystemCallError) {
        epoll = try Epoll()
        timer = try DeadlineTimer()
        try register(timer.descriptor) { [unowned self] _, now in expireTimer(at: now) }
    }

    /// Watches a file descriptor.
    ///
    /// The descriptor should not block; the caller keeps it open until the registration is cancelled.
    @discardableResult
    public func register(
        _ descriptor: Int32, for interest: Readiness = .read, handler: @escaping Registration.Handler
    ) throws(SystemCallError) -> Registration {
        lastToken += 1
        let registration = Registration(
            descriptor: descriptor, token: lastToken, interest: interest, loop: self, handler: handler)
        try epoll.add(descriptor, for: interest, token: lastToken)
        registrations[lastToken] = registration
        return registration
    }

    /// Serves what happens until `stop` is called.
    public func run() throws(SystemCallError) {
        isStopping = false
        while !isStopping {
            try arm()
            try serve()
        }
    }

    /// Makes `run` return once the handler that is running now has returned.
    public func stop() {
        isStopping = true
    }

    func watch(_ registration: Registration, for interest: Readiness) throws(SystemCallError) {
        try epoll.change(registration.descriptor, to: interest, token: registration.token)
    }

    func forget(_ registration: Registration) {
        guard registrations.removeValue(forKey: registration.token) != nil else { return }
        epoll.remove(registration.descriptor)
    }

    /// One wake-up: the clock is read once, for everything that it found.
    private func serve() throws(SystemCallError) {
        let ready = try epoll.wait()
        let now = MonotonicClock.now()
        for (token, readiness) in ready where !isStopping {
            // A handler before this one may have cancelled it, and even reused its descriptor; never its token.
            registrations[token]?.handler(readiness, now)
        }
    }

    private func arm() throws(SystemCallError) {
        guard deadline != armed else { return }
        try timer.set(deadline)
        armed = deadline
    }

    private func expireTimer(at now: Instant) {
        timer.acknowledge()
        armed = nil
        // Another handler may have moved the deadline since the timer went off.
        guard let deadline, deadline <= now else { return }
        self.deadline = nil
        deadlineReached(now)
    }
}
