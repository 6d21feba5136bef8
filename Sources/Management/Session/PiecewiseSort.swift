/// Sorts many values in bounded pieces of work, so that others have their turn in between.
public struct PiecewiseSort<Element: Comparable> {
    /// Two runs that are being made one.
    fileprivate struct Merge {
        var left: ArraySlice<Element>
        var right: ArraySlice<Element>
        var merged: [Element] = []
    }

    /// Values moved in a piece of work.
    private static var pieceLength: Int { 4096 }

    /// Values in order, those that wait longest first.
    private var runs: [[Element]] = []
    /// How many of the runs are merged already.
    private var taken = 0
    private var merge: Merge?

    /// Nothing to sort.
    public init() {}

    /// Takes in a few more values.
    public mutating func append(_ values: some Sequence<Element>) {
        let run = values.sorted()
        if !run.isEmpty { runs.append(run) }
    }

    /// A piece of work; all values in order when it is done, `nil` before.
    public mutating func advance() -> [Element]? {
        if merge == nil {
            guard runs.count - taken > 1 else { return runs.count == taken ? [] : runs[taken] }
            merge = Merge(left: runs[taken][...], right: runs[taken + 1][...])
            (runs[taken], runs[taken + 1]) = ([], [])
            taken += 2
        }
        // Held once, the values are not copied.
        guard var current = merge.take() else { return nil }
        if current.goOn(atMost: Self.pieceLength) {
            runs.append(current.merged)
        } else {
            merge = current
        }
        return nil
    }
}

extension PiecewiseSort.Merge {
    /// Moves some values; true if there are no more.
    fileprivate mutating func goOn(atMost limit: Int) -> Bool {
        for _ in 0..<limit {
            guard let first = left.first ?? right.first else { return true }
            guard let second = right.first, second < first || left.isEmpty else {
                merged.append(left.removeFirst())
                continue
            }
            merged.append(right.removeFirst())
        }
        return left.isEmpty && right.isEmpty
    }
}
