/// How every parser of this folder reads: checked against the end, never copying the packet.
extension Span where Element == UInt8 {
    /// The big-endian integer at `offset`, which is not negative.
    ///
    /// Throws `truncated` if it does not end within the octets.
    func integer<Integer: FixedWidthInteger & UnsignedInteger>(
        at offset: Int, as type: Integer.Type = Integer.self
    ) throws(WireError) -> Integer {
        let width = Integer.bitWidth / 8
        try require(offset + width)
        var value: Integer = 0
        for index in offset..<offset + width {
            value = value << 8 | Integer(truncatingIfNeeded: self[index])
        }
        return value
    }

    /// The address at `offset`, which is not negative.
    func address(at offset: Int) throws(WireError) -> IPv6Address {
        IPv6Address(rawValue: try integer(at: offset))
    }

    /// A copy of the octets in `range`, whose lower bound is not negative.
    func copy(_ range: Range<Int>) throws(WireError) -> [UInt8] {
        try require(range.upperBound)
        var copy: [UInt8] = []
        copy.reserveCapacity(range.count)
        for index in range { copy.append(self[index]) }
        return copy
    }

    /// Throws `truncated` if there are fewer than `length` octets.
    func require(_ length: Int) throws(WireError) {
        guard length <= count else { throw WireError(.truncated, offset: count) }
    }
}
