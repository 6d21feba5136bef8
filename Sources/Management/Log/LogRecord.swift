/// A log message and when it was told: what the log's sinks take.
public struct LogRecord: Hashable, Sendable {
    /// Counts all that the log told, from 1.
    public let sequenceNumber: UInt64
    /// When it was told.
    public let moment: LogMoment
    /// What was told.
    public let message: LogMessage
    /// The line of the session whose operator caused it, and knows; `nil` for all else.
    public let author: Int?
}
