import Testing

@testable import Core

/// Sorted keys against a plain array that is sorted.
@Suite struct SortedKeysTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func sameAsASortedArray(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var (keys, model) = (SortedKeys<Int>(), Set<Int>())
        // Grows to some thousand keys, shrinks to nothing, and grows again.
        for (share, count) in [(90, 6000), (10, 9000), (60, 3000)] {
            for _ in 0..<count {
                let key = Int.random(in: 0..<8000, using: &generator)
                if Int.random(in: 0..<100, using: &generator) < share {
                    keys.insert(key)
                    model.insert(key)
                } else {
                    keys.remove(key)
                    model.remove(key)
                }
            }
            let sorted = model.sorted()
            #expect(Array(keys.all) == sorted)
            for bound in stride(from: -1, through: 8001, by: 7) {
                #expect(keys.first(from: bound) == sorted.first { $0 >= bound })
            }
        }
        for key in model { keys.remove(key) }
        #expect(Array(keys.all).isEmpty && keys.first(from: 0) == nil)
    }

    @Test func keysThatComeInOrder() {
        var keys = SortedKeys<Int>()
        for key in 0..<2000 { keys.insert(key) }
        for key in (-2000..<0).reversed() { keys.insert(key) }
        #expect(Array(keys.all) == Array(-2000..<2000))
    }
}
