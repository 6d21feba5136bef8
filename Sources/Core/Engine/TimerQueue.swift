import HeapModule

/// Deadlines by key: one for each key, the earliest first, and of equal ones that which was set first.
///
/// A deadline that was moved or cancelled leaves a stale entry in the heap; it is skipped when it comes up, and the
/// heap is rebuilt when stale entries outnumber live ones, so memory stays in proportion to the live deadlines.
struct TimerQueue<Key: Hashable & Sendable>: Sendable {
    private struct Entry: Comparable {
        let deadline: Instant
        /// Counts up, so that no two entries are equal and the order does not depend on the heap.
        let number: UInt64
        let key: Key

        static func == (left: Entry, right: Entry) -> Bool { left.number == right.number }
        static func < (left: Entry, right: Entry) -> Bool {
            (left.deadline, left.number) < (right.deadline, right.number)
        }
    }

    private var live: [Key: Entry] = [:]
    private var heap = Heap<Entry>()
    private var count: UInt64 = 0

    /// The moment at which the earliest timer is due.
    var nextDeadline: Instant? { heap.min?.deadline }

    /// Sets the deadline of `key`, in place of any it had.
    mutating func schedule(_ key: Key, at deadline: Instant) {
        guard live[key]?.deadline != deadline else { return }
        count += 1
        let entry = Entry(deadline: deadline, number: count, key: key)
        live[key] = entry
        heap.insert(entry)
        dropStaleEntries()
    }

    /// Takes the deadline of `key` away, if it has one.
    mutating func cancel(_ key: Key) {
        live[key] = nil
        dropStaleEntries()
    }

    /// Takes out the earliest timer that is due at `now`.
    mutating func popDue(at now: Instant) -> Key? {
        guard let entry = heap.min, entry.deadline <= now else { return nil }
        heap.removeMin()
        live[entry.key] = nil
        dropStaleEntries()
        return entry.key
    }

    /// Keeps the heap's minimum live, and its size bounded.
    private mutating func dropStaleEntries() {
        if heap.count > 2 * live.count + 64 {
            heap = Heap(live.values)
        }
        while let entry = heap.min, live[entry.key] != entry {
            heap.removeMin()
        }
    }
}
