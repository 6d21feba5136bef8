/// A day of the calendar and a time of that day, as the machine's local clock shows them.
public struct LocalDate: Hashable, Sendable {
    /// The years that a date may be in: from the first one that machines count from.
    public static let years: ClosedRange<UInt16> = 1970...9999

    /// Within `years`.
    public let year: UInt16
    /// The month of the year.
    public let month: Month
    /// From 1 on.
    public let day: UInt8
    /// The time of the day.
    public let time: TimeOfDay

    /// Makes a date; `nil` for a day that the month does not have, and a year out of range.
    public init?(year: UInt16, month: Month, day: UInt8, time: TimeOfDay) {
        guard Self.years.contains(year), (1...Self.days(of: month, in: year)).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.time = time
    }

    /// How many days a month has.
    private static func days(of month: Month, in year: UInt16) -> UInt8 {
        switch month {
        case .february:
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case .april, .june, .september, .november: 30
        default: 31
        }
    }
}

extension LocalDate: Comparable {
    /// Orders dates by what the clock shows.
    public static func < (left: LocalDate, right: LocalDate) -> Bool {
        left.sortKey < right.sortKey
    }

    private var sortKey: (UInt16, UInt8, UInt8, UInt8, UInt8) {
        (year, month.rawValue, day, time.hour, time.minute)
    }
}
