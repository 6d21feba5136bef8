/// The sessions that see log lines as they come: those on the console, or those that asked for it.
final class SessionSink: LogSink {
    private let sessions: SessionRegistry
    private let isWanted: (LiveSession) -> Bool
    /// How lines look.
    var style = LogLineStyle()

    init(_ sessions: SessionRegistry, where isWanted: @escaping (LiveSession) -> Bool) {
        self.sessions = sessions
        self.isWanted = isWanted
    }

    func take(_ record: LogRecord) -> LogDelivery {
        let readers = sessions.sessions.filter { isWanted($0) && $0.number != record.author }
        guard !readers.isEmpty else { return .unwanted }
        let text = style.line(record)
        let results = readers.map { $0.notify(text) }
        return results.allSatisfy(\.self) ? .taken : .leftOut
    }
}
