import CLinux

/// The kernel's table of watched file descriptors (epoll(7)), level-triggered.
struct Epoll: ~Copyable {
    /// Descriptors reported per wait; the kernel reports the others first next time.
    private static let batchSize = 64

    private let descriptor: FileDescriptor

    init() throws(SystemCallError) {
        descriptor = try FileDescriptor("epoll_create1", for: "making the event loop") {
            epoll_create1(Int32(EPOLL_CLOEXEC))
        }
    }

    /// Watches a descriptor; `token` comes back when it is ready.
    func add(_ watched: Int32, for interest: Readiness, token: UInt64) throws(SystemCallError) {
        try control(EPOLL_CTL_ADD, watched, interest, token)
    }

    /// Watches a descriptor for something else.
    func change(_ watched: Int32, to interest: Readiness, token: UInt64) throws(SystemCallError) {
        try control(EPOLL_CTL_MOD, watched, interest, token)
    }

    /// Ends the watching.
    func remove(_ watched: Int32) {
        // It can only fail for a descriptor that was closed before, which the kernel has forgotten by itself.
        try? control(EPOLL_CTL_DEL, watched, [], 0)
    }

    /// Waits until something is ready.
    func wait() throws(SystemCallError) -> [(token: UInt64, readiness: Readiness)] {
        var events = unsafe [epoll_event](repeating: epoll_event(), count: Self.batchSize)
        let count = try SystemCallError.check("epoll_wait", for: "waiting for events") {
            unsafe epoll_wait(descriptor.rawValue, &events, Int32(Self.batchSize), -1)
        }
        return (0..<Int(count)).map {
            unsafe (events[$0].data.u64, Readiness(rawValue: events[$0].events))
        }
    }

    private func control(
        _ operation: Int32, _ watched: Int32, _ interest: Readiness, _ token: UInt64
    ) throws(SystemCallError) {
        var event = unsafe epoll_event(events: interest.rawValue, data: epoll_data_t(u64: token))
        try SystemCallError.check("epoll_ctl", for: "watching file descriptor \(watched)") {
            unsafe epoll_ctl(descriptor.rawValue, operation, watched, &event)
        }
    }
}
