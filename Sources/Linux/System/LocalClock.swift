import CLinux
import Core
import Glibc
import Management

/// The clock on the wall, in the machine's time zone.
public enum LocalClock {
    /// What it shows now, and whether the kernel knows that something keeps it right.
    public static func reading() -> ClockReading {
        let now = CalendarClock.reading()
        let day = unsafe local(now.tv_sec)
        var setting = timex()
        let state = unsafe adjtimex(&setting)
        return unsafe ClockReading(
            year: Int(day.tm_year) + 1900, month: Int(day.tm_mon) + 1, day: Int(day.tm_mday),
            weekday: Int(day.tm_wday), hour: Int(day.tm_hour), minute: Int(day.tm_min), second: Int(day.tm_sec),
            millisecond: Int(now.tv_nsec) / 1_000_000, timeZone: day.tm_zone.map { unsafe String(cString: $0) } ?? "",
            offset: day.tm_gmtoff, isSynchronized: state >= 0 && setting.status & STA_UNSYNC == 0)
    }

    /// This moment, for a daemon that started at another.
    public static func moment(startedAt start: Instant) -> LogMoment {
        let time = CalendarClock.reading()
        let local = unsafe local(time.tv_sec)
        let now = MonotonicClock.now()
        return unsafe LogMoment(
            instant: now, uptime: UInt64((now - start).components.seconds), seconds: Int64(time.tv_sec),
            microseconds: UInt32(time.tv_nsec / 1000), utcOffset: Int32(local.tm_gmtoff),
            zone: local.tm_zone.map { unsafe String(cString: $0) } ?? "")
    }

    /// The next moment at which it shows a time of day, as the clock goes now.
    public static func next(hour: Int, minute: Int) -> Instant {
        let now = time(nil)
        let day = unsafe local(now)
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

    private static func local(_ seconds: time_t) -> tm {
        var seconds = seconds
        var local = unsafe tm()
        _ = unsafe localtime_r(&seconds, &local)
        return unsafe local
    }
}
