import DequeModule

/// The last lines of the log, in memory: as many as a number of octets has room for.
final class LogBuffer: LogSink {
    /// The lines, the oldest first.
    private(set) var records: Deque<LogRecord> = []
    /// Octets that there is room for.
    var capacity = 0 { didSet { makeRoom() } }
    private var count = 0

    func take(_ record: LogRecord) -> LogDelivery {
        records.append(record)
        count += Self.size(of: record)
        makeRoom()
        return .taken
    }

    func clear() {
        records = []
        count = 0
    }

    /// The oldest lines go.
    private func makeRoom() {
        while count > capacity, let oldest = records.popFirst() {
            count -= Self.size(of: oldest)
        }
    }

    /// Octets that a line takes: those of its text, and what is kept along with it.
    private static func size(of record: LogRecord) -> Int {
        record.message.text.utf8.count + MemoryLayout<LogRecord>.size
    }
}
