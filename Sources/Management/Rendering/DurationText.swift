/// Lengths of time as text.
enum DurationText {
    /// `2 days, 3:04:05`.
    static func clock(_ seconds: UInt64) -> String {
        let days = seconds / 86_400
        let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { DecimalText.padded($0, to: 2) }
        return (days == 0 ? "" : days == 1 ? "1 day, " : "\(days) days, ") + clock.joined(separator: ":")
    }
}
