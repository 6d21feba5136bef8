/// `show clock`, plain or `detail`.
struct ClockReport: WholeReport {
    static let schema = 1

    private enum CodingKeys: CodingKey {
        case time, timeZone, isSynchronized
    }

    /// What the clock shows.
    let clock: ClockReading
    /// Whether the text says what keeps the clock right.
    let isDetailed: Bool

    var text: String {
        guard isDetailed else { return clock.line }
        return clock.line
            + (clock.isSynchronized
                ? "The kernel's clock is kept right by a time service.\n"
                : "No time service keeps the kernel's clock right.\n")
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(clock.timestamp, forKey: .time)
        try container.encode(clock.timeZone, forKey: .timeZone)
        try container.encode(clock.isSynchronized, forKey: .isSynchronized)
    }
}
