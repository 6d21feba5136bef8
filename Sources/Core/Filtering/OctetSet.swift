/// Some of the numbers from 0 to 255.
public struct OctetSet: Hashable, Sendable {
    private var low: UInt128 = 0
    private var high: UInt128 = 0

    /// The empty set.
    public init() {}

    /// Whether it is empty.
    public var isEmpty: Bool { low == 0 && high == 0 }

    /// Whether a number is in it.
    public func contains(_ number: UInt8) -> Bool {
        (number < 128 ? low : high) >> UInt128(number & 127) & 1 == 1
    }

    /// Puts a number in.
    public mutating func insert(_ number: UInt8) {
        let bit = UInt128(1) << UInt128(number & 127)
        if number < 128 { low |= bit } else { high |= bit }
    }
}
