/// How log lines look to operators: `[number:] [time:] %FACILITY-SEVERITY-MNEMONIC: text`.
public struct LogLineStyle: Hashable, Sendable {
    /// What stands before lines of all severities but the last; `nil` for nothing.
    public var logTimestamps: TimestampStyle? = .standard
    /// What stands before debug lines; `nil` for nothing.
    public var debugTimestamps: TimestampStyle? = .standard
    /// Whether the sequence number stands before everything.
    public var showsSequenceNumbers = false

    /// What holds if nothing is configured.
    public init() {}

    /// The line of a record.
    func line(_ record: LogRecord) -> String {
        let style = record.message.severity == .debugging ? debugTimestamps : logTimestamps
        return (showsSequenceNumbers ? DecimalText.padded(record.sequenceNumber, to: 6) + ": " : "")
            + (style.map { $0.text(record.moment) + ": " } ?? "") + "\(record.message)"
    }
}
