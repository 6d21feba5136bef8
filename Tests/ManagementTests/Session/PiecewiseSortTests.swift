import Testing

@testable import Management

@Suite struct PiecewiseSortTests {
    private func sort(_ pieces: [[Int]]) -> (values: [Int], steps: Int) {
        var sort = PiecewiseSort<Int>()
        for piece in pieces { sort.append(piece) }
        var steps = 1
        while true {
            if let values = sort.advance() { return (values, steps) }
            steps += 1
        }
    }

    @Test func nothingAndLittle() {
        #expect(sort([]).values == [])
        #expect(sort([[], []]).values == [])
        #expect(sort([[3, 1, 2]]) == ([1, 2, 3], 1))
        #expect(sort([[3, 1], [2]]).values == [1, 2, 3])
        #expect(sort([[1, 1], [1], [0]]).values == [0, 1, 1, 1])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func manyValuesInManySteps(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = (0..<Int.random(in: 1...99, using: &random)).map { _ in
            (0..<Int.random(in: 0...300, using: &random)).map { _ in Int.random(in: 0...9999, using: &random) }
        }
        #expect(sort(pieces).values == pieces.flatMap(\.self).sorted())
    }

    /// A hundred thousand values in one step would hold up everybody.
    @Test func aStepIsShort() {
        let pieces = (0..<1000).map { start in (0..<100).map { $0 * 1000 + start } }
        let (values, steps) = sort(pieces)
        #expect(values == Array(0..<100_000))
        #expect(steps > 100_000 * 9 / 4096)
    }
}
