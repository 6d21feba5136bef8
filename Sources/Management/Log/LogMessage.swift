/// One thing that the log tells.
public struct LogMessage: Hashable, Sendable, CustomStringConvertible {
    /// UTF-8 octets that a text may have; a longer one is cut.
    public static let maximumLength = 1800

    /// What it is about.
    public let facility: LogFacility
    /// How urgent it is.
    public let severity: LogSeverity
    /// What happened, in one word of capitals that stays the same: `REGISTERED`.
    public let mnemonic: String
    /// The same for people, in one line.
    public let text: String

    /// Tells something. What may not stand in a line, as control characters that came from elsewhere, becomes `?`, and
    /// the end of a line a space.
    public init(_ facility: LogFacility, _ severity: LogSeverity, _ mnemonic: String, _ text: String) {
        self.facility = facility
        self.severity = severity
        self.mnemonic = mnemonic
        self.text = Self.line(text)
    }

    /// `%MIPV6-5-REGISTERED: home address ...`.
    public var description: String {
        "%\(facility.rawValue)-\(severity.rawValue)-\(mnemonic): \(text)"
    }

    private static func line(_ text: String) -> String {
        var text = text
        if text.unicodeScalars.contains(where: isControl) {
            let scalars = text.unicodeScalars.map { $0 == "\n" ? " " : isControl($0) ? "?" : $0 }
            text = String(String.UnicodeScalarView(scalars))
        }
        return text.utf8.count > maximumLength ? text.beginning(ofOctets: maximumLength - 4) + " ..." : text
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
    }
}

extension LogMessage {
    /// That lines are missing before this one.
    public static func linesLeftOut(_ count: UInt64, because reason: String) -> LogMessage {
        LogMessage(
            .system, .warnings, "LOG", (count == 1 ? "1 line was" : "\(count) lines were") + " left out, \(reason)")
    }
}

extension String {
    /// As much of the beginning as fits into a number of UTF-8 octets, no character cut in two.
    func beginning(ofOctets limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(startIndex, offsetBy: limit)
        while end > startIndex, utf8[end] & 0xc0 == 0x80 { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
