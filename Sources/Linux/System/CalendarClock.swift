import Glibc

/// The clock that people set: the time of day, in UTC.
public enum CalendarClock {
    /// The time since the beginning of 1970.
    public static func now() -> Duration {
        let time = reading()
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// The same, as the kernel says it.
    static func reading() -> timespec {
        var time = timespec()
        // The call fails for an unknown clock only.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return time
    }
}
