/// How urgent a log line is: the severities of RFC 5424 section 6.2.1, 0 to 7, by the names that routers give them.
public enum LogSeverity: UInt8, CaseIterable, Comparable, Sendable {
    /// 0: the system is unusable.
    case emergencies
    /// 1: something must be done at once.
    case alerts
    /// 2: a part has failed.
    case critical
    /// 3: something could not be done.
    case errors
    /// 4: something may go wrong.
    case warnings
    /// 5: something happened that matters.
    case notifications
    /// 6: something happened.
    case informational
    /// 7: what goes on inside.
    case debugging

    /// Its name.
    public var name: String { "\(self)" }

    /// Orders by number: what is more urgent is less.
    public static func < (left: LogSeverity, right: LogSeverity) -> Bool {
        left.rawValue < right.rawValue
    }
}
