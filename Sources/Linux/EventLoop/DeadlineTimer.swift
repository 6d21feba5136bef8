import CLinux
import Core
import Glibc

/// A descriptor that becomes readable at a moment of `MonotonicClock` (timerfd_create(2)).
struct DeadlineTimer: ~Copyable {
    private let timer: FileDescriptor

    /// The descriptor to watch.
    var descriptor: Int32 { timer.rawValue }

    init() throws(SystemCallError) {
        timer = try FileDescriptor("timerfd_create", for: "making the event loop's timer") {
            timerfd_create(MonotonicClock.identifier, Int32(TFD_NONBLOCK | TFD_CLOEXEC))
        }
    }

    /// Sets the moment; one in the past is now, `nil` is never.
    func set(_ moment: Instant?) throws(SystemCallError) {
        var setting = itimerspec()
        if let moment {
            // All zero would mean never.
            let nanoseconds = max(1, moment.nanoseconds)
            setting.it_value.tv_sec = Int(nanoseconds / 1_000_000_000)
            setting.it_value.tv_nsec = Int(nanoseconds % 1_000_000_000)
        }
        try SystemCallError.check("timerfd_settime", for: "setting the event loop's timer") {
            unsafe timerfd_settime(timer.rawValue, Int32(TFD_TIMER_ABSTIME), &setting, nil)
        }
    }

    /// Makes the descriptor unreadable until the next moment set.
    func acknowledge() {
        var expirations: UInt64 = 0
        // Nothing to read means nothing to acknowledge.
        _ = unsafe read(timer.rawValue, &expirations, MemoryLayout.size(ofValue: expirations))
    }
}
