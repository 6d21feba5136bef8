import HeapModule

/// Deadlines by key: one for each key, the earliest first.
///
/// A deadline that was moved or cancelled leaves a stale entry in the heap; it is skipped when it comes up, and the
/// heap is rebuilt when stale entries outnumber live ones, so memory stays in proportion to the live deadlines.
struct TimerQueue<Key: Hashable & Sendable>: Sendable {
    private struct Entry: Comparable {
        let deadline: Instant
        let key: Key

        static func == (left: Entry, right: Entry) -> Bool { left.deadline == right.deadline }
        static func < (left: Entry, right: Entry) -> Bool { left.deadline < right.deadline }
    }

    private var deadlines: [Key: Instant] = [:]
    private var heap = Heap<Entry>()

    /// The moment at which the earliest timer is due.
    var nextDeadline: Instant? { heap.min?.deadline }

    /// Sets the deadline of `key`, in place of any it had.
    mutating func schedule(_ key: Key, at deadline: Instant) {
        guard deadlines.updateValue(deadline, forKey: key) != deadline else { return }
        heap.insert(Entry(deadline: deadline, key: key))
        dropStaleEntries()
    }

    /// Takes the deadline of `key` away, if it has one.
    mutating func cancel(_ key: Key) {
        deadlines[key] = nil
        dropStaleEntries()
    }

    /// Takes out the earliest timer that is due at `now`.
    mutating func popDue(at now: Instant) -> Key? {
        guard let entry = heap.min, entry.deadline <= now else { return nil }
        heap.removeMin()
        deadlines[entry.key] = nil
        dropStaleEntries()
        return entry.key
    }

    /// Keeps the heap's minimum live, and its size bounded.
    private mutating func dropStaleEntries() {
        if heap.count > 2 * deadlines.count + 64 {
            heap = Heap(deadlines.map { Entry(deadline: $0.value, key: $0.key) })
        }
        while let entry = heap.min, deadlines[entry.key] != entry.deadline {
            heap.removeMin()
        }
    }
}
