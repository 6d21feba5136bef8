/// Steps through type-length-value options, past padding: those of RFC 8200 section 4.2, whose layout mobility
/// options share (RFC 6275 section 6.2.1).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+- - - - - - - - -
/// |  Option Type  |  Opt Data Len |  Option Data
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+- - - - - - - - -
/// ```
struct OptionCursor {
    /// Where an option is.
    struct Position {
        /// The option's type.
        let type: UInt8
        /// The option, its type and length included.
        let range: Range<Int>

        /// The option's data alone.
        var data: Range<Int> { range.lowerBound + 2..<range.upperBound }

        /// Throws `optionLength` unless the data are `length` octets.
        func requireLength(_ length: Int) throws(WireError) {
            guard data.count == length else { throw WireError(.optionLength, offset: range.lowerBound + 1) }
        }

        /// Throws `optionLength` unless the data are `length` octets or more.
        func requireLength(atLeast length: Int) throws(WireError) {
            guard data.count >= length else { throw WireError(.optionLength, offset: range.lowerBound + 1) }
        }
    }

    private static let pad1: UInt8 = 0
    private static let padN: UInt8 = 1

    /// Where the next option or padding begins.
    private(set) var offset: Int
    /// Where the options end.
    private let end: Int

    /// Begins at `offset`; the options are the octets up to `end`, which is within those given to `next`.
    init(from offset: Int, to end: Int) {
        self.offset = offset
        self.end = end
    }

    /// The next option that is not padding; `nil` when there are no more.
    ///
    /// Throws `optionOverrun` for an option that ends past the options.
    mutating func next(in octets: Span<UInt8>) throws(WireError) -> Position? {
        while offset < end {
            let start = offset
            let type = octets[start]
            guard type != Self.pad1 else {
                offset += 1
                continue
            }
            guard start + 2 <= end, start + 2 + Int(octets[start + 1]) <= end else {
                throw WireError(.optionOverrun, offset: start)
            }
            offset = start + 2 + Int(octets[start + 1])
            if type != Self.padN { return Position(type: type, range: start..<offset) }
        }
        return nil
    }
}
