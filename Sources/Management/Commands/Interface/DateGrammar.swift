/// A date in a line: `Nov 27 2026 12:00`, or with the day first.
struct DateGrammar: Sendable {
    private let month: Parameter<Month>
    private let day: Parameter<UInt8>
    private let year: Parameter<UInt16>
    private let time: Parameter<TimeOfDay>

    /// The names of its arguments begin with `name`.
    init(_ name: String) {
        month = Parameter("\(name) month", .month, "Month")
        day = Parameter("\(name) day", .number(1...31), "Day of the month")
        year = Parameter("\(name) year", .number(LocalDate.years), "Year")
        time = Parameter("\(name) time", .timeOfDay, "Time of day, by the machine's local clock")
    }

    /// The words of the date.
    var grammar: [Grammar] {
        [.choice([[.value(month), .value(day)], [.value(day), .value(month)]]), .value(year), .value(time)]
    }

    /// What a line with the date says.
    func callAsFunction(_ date: LocalDate) -> Arguments {
        Arguments(month(date.month), day(date.day), year(date.year), time(date.time))
    }

    /// The date that a line says; `nil` if it says none.
    func date(_ arguments: Arguments) throws(Refusal) -> LocalDate? {
        guard let month = arguments[month], let day = arguments[day], let year = arguments[year],
            let time = arguments[time]
        else { return nil }
        guard let date = LocalDate(year: year, month: month, day: day, time: time) else {
            throw Refusal(self.day, "There is no \(month) \(day) in \(year).")
        }
        return date
    }

    /// Refuses the date, with the caret below its beginning.
    func refusal(_ reason: String) -> Refusal { Refusal(month, reason) }
}
