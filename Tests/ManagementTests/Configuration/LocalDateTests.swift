import Management
import Testing

@Suite struct LocalDateTests {
    private let noon: TimeOfDay

    init() throws {
        noon = try #require(TimeOfDay("12:00"))
    }

    private func date(_ year: UInt16, _ month: Month, _ day: UInt8) -> LocalDate? {
        LocalDate(year: year, month: month, day: day, time: noon)
    }

    @Test func onlyDaysOfTheCalendarAreDates() {
        #expect(date(2027, .february, 29) == nil)
        #expect(date(2028, .february, 29) != nil)
        #expect(date(2100, .february, 29) == nil)
        #expect(date(2000, .february, 29) != nil)
        #expect(date(2026, .november, 31) == nil)
        #expect(date(2026, .december, 31) != nil)
        #expect(date(2026, .december, 0) == nil)
        #expect(date(1969, .december, 31) == nil)
        #expect(date(9999, .december, 31) != nil)
        #expect(date(10000, .january, 1) == nil)
    }

    @Test func datesAreInTheirOrder() throws {
        let late = try #require(TimeOfDay("12:01"))
        let dates = [
            date(2025, .december, 31), date(2026, .january, 30), date(2026, .february, 1),
            LocalDate(year: 2026, month: .february, day: 1, time: late), date(2026, .february, 2),
        ].compactMap(\.self)
        #expect(dates.count == 5)
        #expect(dates.shuffled().sorted() == dates)
    }

    @Test(
        arguments: [
            ("Jan", .january), ("NOVEMBER", .november), ("sept", .september), ("may", .may), ("ja", nil), ("", nil),
            ("marchs", nil), ("foo", nil), ("mär", nil),
        ] as [(String, Month?)])
    func monthsAreReadByTheirNames(text: String, month: Month?) {
        #expect(Month(text) == month)
    }

    @Test func monthsPrintAsThreeLetters() {
        #expect(
            Month.allCases.map(\.description).joined(separator: " ")
                == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
    }
}
