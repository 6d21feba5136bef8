import Core
import Glibc
import Management

/// The clock on the wall, in the machine's time zone.
public enum LocalClock {
    /// This moment, for a daemon that started at another.
    public static func moment(startedAt start: Instant) -> LogMoment {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        var local = unsafe tm()
        _ = unsafe localtime_r(&time.tv_sec, &local)
        let now = MonotonicClock.now()
        return unsafe LogMoment(
            instant: now, uptime: UInt64((now - start).components.seconds), seconds: Int64(time.tv_sec),
            microseconds: UInt32(time.tv_nsec / 1000), utcOffset: Int32(local.tm_gmtoff),
            zone: local.tm_zone.map { unsafe String(cString: $0) } ?? "")
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
