/// Sequence numbers, ascending, each once.
struct SortedSequences: Sendable {
    private(set) var numbers: [UInt32] = []

    var first: UInt32? { numbers.first }
    var isEmpty: Bool { numbers.isEmpty }

    mutating func insert(_ number: UInt32) {
        let index = index(of: number)
        if index == numbers.count || numbers[index] != number { numbers.insert(number, at: index) }
    }

    mutating func remove(_ number: UInt32) {
        let index = index(of: number)
        if index < numbers.count, numbers[index] == number { numbers.remove(at: index) }
    }

    /// Where a number is, or would be.
    private func index(of number: UInt32) -> Int {
        numbers.partitionPoint(where: { $0 < number })
    }
}
