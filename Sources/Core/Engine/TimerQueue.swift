/// Deadlines by key: one for each key, the earliest first, and of equal ones that which was set first.
///
/// To set, move or cancel one costs little at every moment, however many there are.
struct TimerQueue<Key: Hashable & Sendable>: Sendable {
    private struct Entry: Comparable {
        let deadline: Instant
        /// Counts up, so that no two entries are equal and the order does not depend on the keys.
        let number: UInt64
        let key: Key

        static func == (left: Entry, right: Entry) -> Bool { left.number == right.number }
        static func < (left: Entry, right: Entry) -> Bool {
            (left.deadline, left.number) < (right.deadline, right.number)
        }
    }

    private var entries: [Key: Entry] = [:]
    private var order = SortedKeys<Entry>()
    private var count: UInt64 = 0

    /// The moment at which the earliest timer is due.
    var nextDeadline: Instant? { order.first?.deadline }

    /// Sets the deadline of `key`, in place of any it had.
    mutating func schedule(_ key: Key, at deadline: Instant) {
        guard entries[key]?.deadline != deadline else { return }
        count += 1
        let entry = Entry(deadline: deadline, number: count, key: key)
        if let former = entries.updateValue(entry, forKey: key) { order.remove(former) }
        order.insert(entry)
    }

    /// Sets the deadline of `key`, if it has none.
    mutating func scheduleIfNone(_ key: Key, at deadline: Instant) {
        if entries[key] == nil { schedule(key, at: deadline) }
    }

    /// Takes the deadline of `key` away, if it has one.
    mutating func cancel(_ key: Key) {
        if let entry = entries.removeValue(forKey: key) { order.remove(entry) }
    }

    /// Takes out the earliest timer that is due at `now`.
    mutating func popDue(at now: Instant) -> Key? {
        guard let entry = order.first, entry.deadline <= now else { return nil }
        cancel(entry.key)
        return entry.key
    }
}
