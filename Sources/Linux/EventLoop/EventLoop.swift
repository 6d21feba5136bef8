import Core

/// One thread's wait for everything that can happen to the daemon.
///
/// Nobody starves: descriptors are watched level-triggered, handlers do bounded work per call, and the kernel serves
/// ready descriptors in turn, the timer among them.
public final class EventLoop {
    private let epoll: Epoll
    private let alarm: DeadlineTimer
    private var registrations: [UInt64: Registration] = [:]
    private var lastToken: UInt64 = 0
    /// A handful: they are gone through at every wake-up.
    private var timers: [LoopTimer] = []
    private var isStopping = false
    /// What the alarm is set to.
    private var armed: Instant?
    /// How it does.
    public private(set) var statistics = LoopStatistics()

    /// Makes a loop that watches nothing yet.
    public init() throws(SystemCallError) {
        epoll = try Epoll()
        alarm = try DeadlineTimer()
        try register(alarm.descriptor) { [unowned self] _, now in fireTimers(at: now) }
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

    /// Makes a timer; it waits for nothing until its deadline is set, and lives until it is cancelled.
    public func makeTimer(_ handler: @escaping LoopTimer.Handler) -> LoopTimer {
        let timer = LoopTimer(loop: self, handler: handler)
        timers.append(timer)
        return timer
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

    func forget(_ timer: LoopTimer) {
        timers.removeAll { $0 === timer }
    }

    /// One wake-up: the clock is read once, for everything that it found.
    private func serve() throws(SystemCallError) {
        let ready = try epoll.wait()
        let now = MonotonicClock.now()
        for (token, readiness) in ready where !isStopping {
            // A handler before this one may have cancelled it, and even reused its descriptor; never its token.
            registrations[token]?.handler(readiness, now)
        }
        statistics.record(from: now, to: MonotonicClock.now())
    }

    private func arm() throws(SystemCallError) {
        let deadline = timers.lazy.compactMap(\.deadline).min()
        guard deadline != armed else { return }
        try alarm.set(deadline)
        armed = deadline
    }

    /// Calls the timers that are due, the earliest first; one of them may move or cancel the others.
    private func fireTimers(at now: Instant) {
        alarm.acknowledge()
        armed = nil
        let due = timers.compactMap { timer in timer.deadline.map { (deadline: $0, timer: timer) } }
            .filter { $0.deadline <= now }
        for (_, timer) in due.sorted(by: { $0.deadline < $1.deadline }) where !isStopping {
            timer.fire(at: now)
        }
    }
}
