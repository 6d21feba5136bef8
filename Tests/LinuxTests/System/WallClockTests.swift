import Core
import Glibc
import Linux
import Management
import Testing

@Suite struct WallClockTests {
    private let loop: EventLoop
    private let clock: WallClock

    init() throws {
        loop = try EventLoop()
        clock = try WallClock(on: loop)
    }

    private func date(_ year: UInt16, _ month: Month, _ day: UInt8, _ time: String) throws -> LocalDate {
        let time = try #require(TimeOfDay(time))
        return try #require(LocalDate(year: year, month: month, day: day, time: time))
    }

    /// Against what localtime(3) makes of this moment: the minute that has begun, within the minute.
    @Test func theMinuteThatHasBegunIsLessThanAMinuteAgo() throws {
        var now = time(nil)
        var shown = unsafe tm()
        unsafe localtime_r(&now, &shown)
        let (year, month, day) = unsafe (UInt16(shown.tm_year + 1900), UInt8(shown.tm_mon + 1), UInt8(shown.tm_mday))
        let minutes = unsafe (shown.tm_min < 10 ? "0" : "") + String(shown.tm_min)
        let text = unsafe "\(shown.tm_hour):\(minutes)"
        let moment = clock.moment(of: try date(year, try #require(Month(rawValue: month)), day, text))
        let second = unsafe Int64(shown.tm_sec)
        let ago = MonotonicClock.now() - moment
        #expect(ago >= .seconds(second) && ago < .seconds(second + 5))
    }

    @Test func datesAreAsFarApartAsTheyAre() throws {
        let (first, second) = (try date(2030, .february, 28, "23:59"), try date(2030, .march, 1, "0:01"))
        #expect(clock.moment(of: second) - clock.moment(of: first) == .seconds(120))
    }

    @Test func whatIsPastBeforeTheMachineBeganIsItsBeginning() throws {
        #expect(clock.moment(of: try date(1970, .january, 1, "0:00")) == Instant(nanoseconds: 0))
    }

    @Test func theLastDateIsFarAwayAndComputable() throws {
        let moment = clock.moment(of: try date(9999, .december, 31, "23:59"))
        #expect(moment - MonotonicClock.now() > .seconds(150 * 365 * 86_400))
        #expect(moment + .seconds(86_400) > moment)
    }

    /// The clock is set to what it shows: all that changes is that it was set.
    @Test func settingTheClockIsNoticed() throws {
        var count = 0
        clock.wasSet = { [loop] in
            count += 1
            loop.stop()
        }
        let tooLate = loop.makeTimer { _ in loop.stop() }
        tooLate.deadline = MonotonicClock.now() + .seconds(10)
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        try #require(unsafe clock_settime(CLOCK_REALTIME, &now) == 0, "it takes the right to set the clock")
        try loop.run()
        #expect(count == 1)
    }
}
