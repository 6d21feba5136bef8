import Core

/// The router's log: every line comes in here as a value and goes out to the sinks, each with a limit of its own.
///
/// What the router or an operator does is always written. What packets cause comes through a gate, and is not even
/// formatted when there is too much of it.
public final class RouterLog {
    /// Where lines come from that nobody here can count beforehand; each has a gate of its own.
    public enum Origin: String, CaseIterable, Sendable {
        /// Packets, as anybody sends them.
        case network = "packets caused"
        /// Debugging.
        case debugging = "debugging made"
    }

    /// The least urgent lines that go to standard error, whatever is configured.
    static let standardErrorLimit = LogSeverity.informational

    /// What is debugged.
    public var debugging = Debugging() {
        didSet { if debugging != oldValue { debuggingChanged() } }
    }
    /// Called when something else is debugged than before.
    public var debuggingChanged: () -> Void = {}
    /// Called when lines were left out that nobody was told of yet: `tellWhatIsMissing` is to be called in a while.
    public var linesMissing: () -> Void = {}

    /// What is configured.
    var settings = LoggingSettings()
    /// The least urgent lines that any sink wants.
    var verbosity = RouterLog.standardErrorLimit
    var gates: [Origin: LogGate] = [:]
    let standardError: LogChannel
    let console: LogChannel
    let monitor: LogChannel
    let buffered: LogChannel
    var hosts: [SyslogHost: LogChannel] = [:]
    let consoleSink: SessionSink
    let monitorSink: SessionSink
    let buffer = LogBuffer()
    let surroundings: LogSurroundings
    private var sequenceNumber: UInt64 = 0

    /// A log with what holds if nothing is configured.
    public init(_ surroundings: LogSurroundings, sessions: SessionRegistry) {
        self.surroundings = surroundings
        consoleSink = SessionSink(sessions) { $0.identity.isOnConsole }
        monitorSink = SessionSink(sessions) { $0.monitors && !$0.identity.isOnConsole }
        standardError = LogChannel(surroundings.standardError, limit: Self.standardErrorLimit)
        console = LogChannel(consoleSink, tellsByItself: true)
        monitor = LogChannel(monitorSink, tellsByItself: true)
        buffered = LogChannel(buffer)
        configure(LoggingSettings(), hostName: "-")
    }

    /// The ways to all sinks.
    var channels: [LogChannel] { [standardError, buffered, console, monitor] + hosts.values }

    /// This moment.
    var moment: LogMoment { surroundings.clock() }

    /// Writes a line.
    ///
    /// - Parameter author: The line of the session whose operator caused it; it is not shown there.
    public func write(_ message: LogMessage, author: Int? = nil) {
        tellWhatTheGatesLeftOut()
        send(record(message, author: author))
    }

    /// Writes a line that is made only if it is wanted and the gate lets it in; else it is counted as left out.
    public func write(_ severity: LogSeverity, from origin: Origin, _ message: @autoclosure () -> LogMessage) {
        guard severity <= verbosity else { return }
        guard gates[origin]?.admits(at: moment.instant) != false else { return linesMissing() }
        write(message())
    }

    /// Says which lines are missing, wherever there is room for that.
    public func tellWhatIsMissing() {
        tellWhatTheGatesLeftOut()
        for channel in channels { channel.tellWhatIsMissing(note) }
        callForLinesMissing()
    }

    /// Forgets the lines in the buffer and all counts.
    func clear() {
        buffer.clear()
        for channel in channels { channel.clearCounts() }
        for origin in Origin.allCases { gates[origin]?.clearCount() }
    }

    private func tellWhatTheGatesLeftOut() {
        for origin in Origin.allCases {
            guard let count = gates[origin]?.untold, count > 0 else { continue }
            gates[origin]?.told()
            send(record(.linesLeftOut(count, because: "\(origin.rawValue) more than `logging rate-limit` takes")))
        }
    }

    private func send(_ record: LogRecord) {
        for channel in channels { channel.send(record, note: note) }
        callForLinesMissing()
    }

    private func callForLinesMissing() {
        if channels.contains(where: { $0.untold > 0 }) { linesMissing() }
    }

    private func note(_ count: UInt64) -> LogRecord {
        record(.linesLeftOut(count, because: "they came faster than they were taken"))
    }

    private func record(_ message: LogMessage, author: Int? = nil) -> LogRecord {
        sequenceNumber += 1
        return LogRecord(
            sequenceNumber: sequenceNumber, moment: moment, message: message, author: author)
    }
}
