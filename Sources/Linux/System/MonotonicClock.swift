import Core
import Glibc

/// The clock that events are stamped with and deadlines are set by.
///
/// It is CLOCK_BOOTTIME: never set back, and counting on while the machine sleeps. A binding's lifetime is a promise
/// to a mobile node whose own clock went on, so a home agent that slept through it must find it expired.
public enum MonotonicClock {
    /// The kernel's name of the clock.
    static let identifier = CLOCK_BOOTTIME

    /// This moment.
    public static func now() -> Instant {
        Instant(nanoseconds: nanoseconds(identifier))
    }

    /// What eBPF programs read: CLOCK_MONOTONIC, in nanoseconds, which stands still while the machine sleeps.
    static func kernelTime() -> UInt64 {
        nanoseconds(CLOCK_MONOTONIC)
    }

    private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        // The call fails for an unknown clock only.
        unsafe clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
