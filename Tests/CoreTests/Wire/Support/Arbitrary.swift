import Core

/// Values at random, of every kind that the codec knows.
struct Arbitrary {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_ range: ClosedRange<Number> = 0 ... .max)
        -> Number
    {
        .random(in: range, using: &generator)
    }

    mutating func flag() -> Bool {
        .random(using: &generator)
    }

    /// Addresses of full range, now and then short ones.
    mutating func address() -> IPv6Address {
        IPv6Address(rawValue: flag() ? number() : number(0...3))
    }

    mutating func octets(_ count: ClosedRange<Int>) -> [UInt8] {
        (0..<Int.random(in: count, using: &generator)).map { _ in number() }
    }

    mutating func many<Element>(
        upTo count: Int, _ make: (inout Arbitrary) throws -> Element
    ) rethrows -> [Element] {
        try (0..<Int.random(in: 0...count, using: &generator)).map { _ in try make(&self) }
    }

    mutating func pick<Element>(_ elements: [Element], else fallback: Element) -> Element {
        elements.randomElement(using: &generator) ?? fallback
    }
}
