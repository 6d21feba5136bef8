/// A time of day, as a clock shows it.
public struct TimeOfDay: Hashable, Sendable {
    /// 0 to 23.
    public let hour: UInt8
    /// 0 to 59.
    public let minute: UInt8

    /// Takes `HH:MM`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        guard let (hour, minute) = Self.pair(text), hour < 24 else { return nil }
        self.hour = UInt8(hour)
        self.minute = UInt8(minute)
    }

    /// Two numbers with `:` in between: up to three digits, and two digits of minutes.
    static func pair(_ text: some StringProtocol) -> (hours: UInt32, minutes: UInt32)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...3).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.joined().utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let hours = UInt32(parts[0]), let minutes = UInt32(parts[1]), minutes < 60
        else { return nil }
        return (hours, minutes)
    }
}

extension TimeOfDay: CustomStringConvertible {
    /// `HH:MM`.
    public var description: String {
        [hour, minute].map { DecimalText.padded($0, to: 2) }.joined(separator: ":")
    }
}
