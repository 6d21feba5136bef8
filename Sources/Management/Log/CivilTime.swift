/// A moment in the calendar.
struct CivilTime: Hashable, Sendable {
    let year: Int64
    /// 1 to 12.
    let month: Int
    /// 1 to 31.
    let day: Int
    /// Seconds since midnight.
    let second: Int

    /// The date and time after a number of seconds since the beginning of 1970, which may be negative.
    ///
    /// Years are counted from March on, so that the odd day comes last, in eras of 400 years, which are all alike.
    init(secondsSince1970 seconds: Int64) {
        let daysPerEra: Int64 = 146_097
        let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - daysPerEra + 1) / daysPerEra
        let dayOfEra = shifted - era * daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        second = Int(seconds - days * 86_400)
    }

    /// `2026-11-24`.
    var date: String { "\(year)-\(DecimalText.padded(month, to: 2))-\(DecimalText.padded(day, to: 2))" }

    /// `14:30:00`.
    var clock: String {
        [second / 3600, second / 60 % 60, second % 60].map { DecimalText.padded($0, to: 2) }.joined(separator: ":")
    }

    /// `Nov 24`, as routers write it; days before the tenth have a space more.
    var monthAndDay: String {
        "\(Month.allCases[month - 1])" + (day < 10 ? "  \(day)" : " \(day)")
    }
}
