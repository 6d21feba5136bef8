/// Where log lines go.
public protocol LogSink: AnyObject {
    /// Takes a line, if there is room for it. Does not wait.
    func take(_ record: LogRecord) -> LogDelivery
}

/// What became of a line.
public enum LogDelivery: Hashable, Sendable {
    /// It is on its way.
    case taken
    /// There was no room for it.
    case leftOut
    /// Nobody wants it.
    case unwanted
}
