/// A month of the calendar.
public enum Month: UInt8, CaseIterable, Hashable, Sendable {
    case january = 1
    case february, march, april, may, june, july, august, september, october, november, december

    private static let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Takes a name, or three letters or more of it, in letters of either case.
    public init?(_ text: String) {
        let letters = text.lowercased().utf8
        guard letters.count >= 3,
            let index = Self.names.firstIndex(where: { $0.lowercased().utf8.starts(with: letters) })
        else { return nil }
        self = Self.allCases[index]
    }
}

extension Month: CustomStringConvertible {
    /// `Nov`.
    public var description: String { String(Self.names[Int(rawValue) - 1].prefix(3)) }
}
