import Core

/// How often a password may be tried: three times at once, then after one second, two, four, and so on up to a minute.
struct AttemptLimiter {
    /// What somebody tried without success.
    private struct Record {
        var attempts = 0
        var nextAttempt: Instant
        var lastAttempt: Instant
    }

    /// Attempts without a wait.
    private static let freeAttempts = 3
    /// Names that are remembered.
    private static let capacity = 256
    /// After so long without an attempt nobody is remembered.
    private static let memory = Duration.seconds(900)

    private var records: [String: Record] = [:]

    /// Begins an attempt, which counts as failed until `succeeded`: several at the same time gain nothing.
    ///
    /// - Returns: How long to wait before trying again, if it is too early; then nothing was begun.
    mutating func begin(_ name: String, at now: Instant) -> Duration? {
        var record = records[name] ?? Record(nextAttempt: now, lastAttempt: now)
        if now - record.lastAttempt > Self.memory { record = Record(nextAttempt: now, lastAttempt: now) }
        guard record.nextAttempt <= now else { return record.nextAttempt - now }
        record.attempts += 1
        record.lastAttempt = now
        let excess = record.attempts - Self.freeAttempts
        if excess >= 0 { record.nextAttempt = now + .seconds(min(1 << min(excess, 6), 60)) }
        makeRoom(for: name)
        records[name] = record
        return nil
    }

    /// The attempt was one with the right password.
    mutating func succeeded(_ name: String) {
        records[name] = nil
    }

    private mutating func makeRoom(for name: String) {
        guard records[name] == nil, records.count >= Self.capacity else { return }
        // Not who has tried often: nobody is forgotten for the names that are made up after him.
        let first = records.min { left, right in
            (left.value.attempts, left.value.lastAttempt) < (right.value.attempts, right.value.lastAttempt)
        }
        if let first { records[first.key] = nil }
    }
}
