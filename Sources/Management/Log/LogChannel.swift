/// The way to one sink: what it wants, how much it got, and what it missed.
final class LogChannel {
    /// Makes the line that says how many are missing before it.
    typealias Note = (UInt64) -> LogRecord

    let sink: any LogSink
    /// The least urgent lines that it wants; `nil` for none at all.
    var limit: LogSeverity?
    /// Lines that went this way.
    private(set) var logged: UInt64 = 0
    /// Lines that there was no room for.
    private(set) var dropped: UInt64 = 0
    /// Those of them that the sink was not told of yet.
    private(set) var untold: UInt64 = 0
    /// Whether the sink tells its readers by itself what they missed.
    private let tellsByItself: Bool

    init(_ sink: any LogSink, limit: LogSeverity? = nil, tellsByItself: Bool = false) {
        self.sink = sink
        self.limit = limit
        self.tellsByItself = tellsByItself
    }

    /// Sends a line if it is wanted, after a note of what is missing before it.
    func send(_ record: LogRecord, note: Note) {
        guard let limit, record.message.severity <= limit else { return }
        guard tellWhatIsMissing(note) else { return drop() }
        switch sink.take(record) {
        case .taken: logged += 1
        case .leftOut: drop()
        case .unwanted: break
        }
    }

    /// Says what is missing, if anything is; false if there is no room for that yet.
    @discardableResult
    func tellWhatIsMissing(_ note: Note) -> Bool {
        guard untold > 0 else { return true }
        guard sink.take(note(untold)) != .leftOut else { return false }
        untold = 0
        return true
    }

    func clearCounts() {
        (logged, dropped) = (0, 0)
    }

    private func drop() {
        dropped += 1
        if !tellsByItself { untold += 1 }
    }
}
