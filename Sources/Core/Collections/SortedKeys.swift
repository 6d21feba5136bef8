/// Keys in their order, each once. A change moves some hundred of them at most, also where there are millions.
///
/// The keys are kept in runs of a bounded length, one after the other.
struct SortedKeys<Key: Comparable & Sendable>: Sendable {
    /// Keys that a run may have.
    private static var capacity: Int { 256 }

    /// Ascending, also from one to the next; none is empty.
    private var runs: [[Key]] = []

    /// The least key; `nil` if there is none.
    var first: Key? { runs.first?.first }

    /// The greatest key; `nil` if there is none.
    var last: Key? { runs.last?.last }

    /// All keys, ascending.
    var all: some Sequence<Key> { runs.joined() }

    /// The least key that is not less than `bound`; `nil` if there is none.
    func first(from bound: Key) -> Key? {
        let index = run(for: bound)
        guard index < runs.count else { return nil }
        return runs[index][place(of: bound, in: index)]
    }

    /// Adds a key, if it is not there.
    mutating func insert(_ key: Key) {
        guard !runs.isEmpty else { return runs.append([key]) }
        let index = min(run(for: key), runs.count - 1)
        let place = place(of: key, in: index)
        if place < runs[index].count, runs[index][place] == key { return }
        guard runs[index].count == Self.capacity else { return runs[index].insert(key, at: place) }
        // Keys that come in their order leave full runs behind them, not half full ones.
        if place == Self.capacity { return runs.insert([key], at: index + 1) }
        halve(index)
        insert(key)
    }

    /// Takes a key away, if it is there.
    mutating func remove(_ key: Key) {
        let index = run(for: key)
        guard index < runs.count else { return }
        let place = place(of: key, in: index)
        guard runs[index][place] == key else { return }
        runs[index].remove(at: place)
        if runs[index].isEmpty {
            runs.remove(at: index)
        } else {
            joinShort(index)
            joinShort(index - 1)
        }
    }

    /// The first run that does not end before a key; the end if all do.
    private func run(for key: Key) -> Int {
        runs.partitionPoint(where: { $0[$0.count - 1] < key })
    }

    /// Where a key is in a run, or would be.
    private func place(of key: Key, in index: Int) -> Int {
        runs[index].partitionPoint(where: { $0 < key })
    }

    private mutating func halve(_ index: Int) {
        runs.insert(Array(runs[index][(Self.capacity / 2)...]), at: index + 1)
        runs[index].removeSubrange((Self.capacity / 2)...)
    }

    /// Makes one run of two that are short.
    private mutating func joinShort(_ index: Int) {
        guard runs.indices.contains(index), runs.indices.contains(index + 1),
            runs[index].count + runs[index + 1].count <= Self.capacity / 2
        else { return }
        runs[index] += runs.remove(at: index + 1)
    }
}
