import CLinux
import Core
import Glibc
import Management

/// The clock on the wall, in the machine's time zone.
public enum LocalClock {
    /// What it shows now, and whether the kernel knows that something keeps it right.
    public static func reading() -> ClockReading {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        var day = unsafe tm()
        _ = unsafe localtime_r(&now.tv_sec, &day)
        var setting = timex()
        let state = unsafe adjtimex(&setting)
        return unsafe ClockReading(
            year: Int(day.tm_year) + 1900, month: Int(day.tm_mon) + 1, day: Int(day.tm_mday),
            weekday: Int(day.tm_wday), hour: Int(day.tm_hour), minute: Int(day.tm_min), second: Int(day.tm_sec),
            millisecond: Int(now.tv_nsec) / 1_000_000, timeZone: day.tm_zone.map { unsafe String(cString: $0) } ?? "",
            offset: day.tm_gmtoff, isSynchronized: state >= 0 && setting.status & STA_UNSYNC == 0)
    }

    /// The next moment at which it shows a time of day, as the clock goes now.
    public static func next(hour: Int, minute: Int) -> Instant {
        var now = time(nil)
        var day = unsafe tm()
        _ = unsafe localtime_r(&now, &day)
        for days in 0...1 as ClosedRange<Int32> {
            var moment = unsafe day
            unsafe moment.tm_mday += days
            unsafe (moment.tm_hour, moment.tm_min, moment.tm_sec) = (Int32(hour), Int32(minute), 0)
            // Whether there is summer time then is for the time zone to say.
            unsafe moment.tm_isdst = -1
            let seconds = unsafe mktime(&moment) - now
            if seconds > 0 { return MonotonicClock.now() + .seconds(seconds) }
        }
        return MonotonicClock.now() + .seconds(86_400)
    }
}
