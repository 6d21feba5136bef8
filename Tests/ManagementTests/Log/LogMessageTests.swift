import Testing

@testable import Management

@Suite struct LogMessageTests {
    @Test func itsFormIsThatOfRouters() {
        let message = LogMessage(.mobileIPv6, .notifications, "REGISTERED", "home address 2001:db8::1")
        #expect("\(message)" == "%MIPV6-5-REGISTERED: home address 2001:db8::1")
    }

    /// What comes from elsewhere, as the name of a terminal does, makes no line of its own and moves no cursor.
    @Test func itIsOneLineWhateverIsInIt() {
        let message = LogMessage(.audit, .informational, "LOGIN", "a\n%SYS-0-FORGED: b\u{1b}[2J\u{9b}c\r\u{7f}é")
        #expect(message.text == "a %SYS-0-FORGED: b?[2J?c??é")
    }

    @Test func itIsNoLongerThanItMayBe() {
        let message = LogMessage(.system, .errors, "LONG", String(repeating: "é", count: 2000))
        #expect(message.text.utf8.count <= LogMessage.maximumLength)
        #expect(message.text.hasSuffix("é ..."))
    }

    @Test(
        arguments: [
            (0, "1970-01-01", "00:00:00"), (951_782_399, "2000-02-28", "23:59:59"),
            (951_782_400, "2000-02-29", "00:00:00"),
            (951_868_800, "2000-03-01", "00:00:00"), (1_709_251_199, "2024-02-29", "23:59:59"),
            (4_102_444_800, "2100-01-01", "00:00:00"), (4_107_542_400, "2100-03-01", "00:00:00"),
            (-1, "1969-12-31", "23:59:59"), (1_795_530_600, "2026-11-24", "14:30:00"),
        ] as [(Int64, String, String)])
    func theCalendarIsRight(seconds: Int64, date: String, clock: String) {
        let time = CivilTime(secondsSince1970: seconds)
        #expect(time.date == date && time.clock == clock)
    }

    @Test(arguments: [
        (TimestampStyle.dateTime([]), "Nov  3 23:30:00"), (.dateTime(.milliseconds), "Nov  3 23:30:00.045"),
        (.dateTime(.timeZone), "Nov  3 23:30:00 UTC"), (.dateTime(.localTime), "Nov  4 00:30:00"),
        (.dateTime([.milliseconds, .localTime, .timeZone]), "Nov  4 00:30:00.045 CET"), (.uptime, "23:59:59"),
    ])
    func timestamps(style: TimestampStyle, text: String) {
        let moment = LogMoment(
            instant: .init(nanoseconds: 0), uptime: 86_399, seconds: 1_793_748_600, microseconds: 45_678,
            utcOffset: 3600, zone: "CET")
        #expect(style.text(moment) == text)
        #expect(moment.timestamp() == "2026-11-03T23:30:00.045Z")
        #expect(moment.timestamp(digits: 6) == "2026-11-03T23:30:00.045678Z")
    }

    @Test(arguments: [(0, "00:00:00"), (86_400, "1d00h"), (604_799, "6d23h"), (604_800, "1w0d"), (2_000_000, "3w2d")])
    func uptime(seconds: UInt64, text: String) {
        let moment = LogMoment(instant: .init(nanoseconds: 0), uptime: seconds, seconds: 0)
        #expect(TimestampStyle.uptime.text(moment) == text)
    }
}
