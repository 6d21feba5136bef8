import DequeModule
import FoundationEssentials

/// Who did what, when, from where, and how it ended: kept in a store, told to the log, and the last entries in memory.
public final class AuditTrail {
    /// Entries in memory.
    static let maximumRecords = 5000

    /// The last entries, the oldest first.
    private(set) var records: Deque<AuditRecord>
    /// Entries that the store could not keep.
    private(set) var lost: UInt64 = 0
    private let store: any AuditStore
    private let log: RouterLog
    private let encoder = JSONEncoder()

    /// Continues the trail in a store.
    public init(_ store: any AuditStore, log: RouterLog) {
        self.store = store
        self.log = log
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let decoder = JSONDecoder()
        records = Deque(
            store.lastLines(Self.maximumRecords).compactMap { try? decoder.decode(AuditRecord.self, from: Data($0)) })
    }

    /// Keeps what happened in a session.
    public func record(_ event: AuditEvent, by session: LiveSession) {
        let record = AuditRecord(event, by: session, at: log.moment)
        records.append(record)
        if records.count > Self.maximumRecords { records.removeFirst() }
        log.write(record.message, author: session.number)
        guard let line = try? encoder.encode(record), store.append(Array(line) + [UInt8(ascii: "\n")]) else {
            return countLost()
        }
    }

    private func countLost() {
        lost += 1
        // Once, and every thousandth time: the log is not the place to keep what the trail cannot.
        guard lost % 1000 == 1 else { return }
        log.write(LogMessage(.audit, .errors, "LOST", "entries of the audit trail could not be kept: \(lost) so far"))
    }
}
