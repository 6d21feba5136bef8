import CLinux
import Core
import Glibc
import Management

/// The clock on the wall against `MonotonicClock`: which moment a date falls on, and when that changes because
/// somebody set the clock.
public final class WallClock {
    /// The moments of dates are within 200 years: enough for every lifetime, and far from any overflow.
    private static let limit: Int = 200 * 366 * 86_400

    /// Called on the loop after each time that the clock was set.
    public var wasSet: () -> Void = {}

    private let alarm: FileDescriptor
    /// When the wall clock began to count, in nanoseconds of `MonotonicClock`; negative, as that one is younger.
    private var beginning = WallClock.beginning()

    /// Watches the clock on a loop.
    public init(on loop: EventLoop) throws(SystemCallError) {
        alarm = try FileDescriptor("timerfd_create", for: "watching the wall clock") {
            timerfd_create(CLOCK_REALTIME, Int32(TFD_NONBLOCK | TFD_CLOEXEC))
        }
        try watch()
        beginning = Self.beginning()
        try loop.register(alarm.rawValue) { [unowned self] _, _ in
            acknowledge()
            beginning = Self.beginning()
            wasSet()
        }
    }

    /// The moment at which the local clock shows a date, as it goes now; no further than 200 years from now.
    public func moment(of date: LocalDate) -> Instant {
        var time = unsafe tm()
        unsafe (time.tm_year, time.tm_mon, time.tm_mday) = (
            Int32(date.year) - 1900, Int32(date.month.rawValue) - 1, Int32(date.day)
        )
        unsafe (time.tm_hour, time.tm_min) = (Int32(date.time.hour), Int32(date.time.minute))
        // Whether there is summer time then is for the time zone to say.
        unsafe time.tm_isdst = -1
        let seconds = unsafe mktime(&time)
        let offset = min(max(seconds + beginning / 1_000_000_000, -Self.limit), Self.limit)
        let nanoseconds = offset * 1_000_000_000 + beginning % 1_000_000_000
        return Instant(nanoseconds: UInt64(max(0, nanoseconds)))
    }

    /// A timer that never comes, and is cancelled whenever the clock is set (timerfd_create(2)).
    private func watch() throws(SystemCallError) {
        var setting = itimerspec()
        setting.it_value.tv_sec = Int.max
        try SystemCallError.check("timerfd_settime", for: "watching the wall clock") {
            unsafe timerfd_settime(
                alarm.rawValue, Int32(TFD_TIMER_ABSTIME) | Int32(TFD_TIMER_CANCEL_ON_SET), &setting, nil)
        }
    }

    /// Makes the descriptor unreadable until the clock is set again.
    private func acknowledge() {
        var expirations: UInt64 = 0
        // It fails, for the timer was cancelled.
        _ = unsafe read(alarm.rawValue, &expirations, MemoryLayout.size(ofValue: expirations))
    }

    private static func beginning() -> Int {
        let time = CalendarClock.reading()
        return Int(MonotonicClock.now().nanoseconds) - time.tv_sec * 1_000_000_000 - time.tv_nsec
    }
}
