/// Times in one octet: up to 127 as they are, from 128 on with a mantissa of four bits and an exponent of three
/// (RFC 3810 section 5.1.9).
enum FloatingPointCode {
    /// The greatest time that has a code.
    static let maximum: UInt32 = 31_744

    /// The code of a time, rounded down to one that has a code.
    static func code(_ time: UInt32) -> UInt8 {
        let time = min(time, maximum)
        guard time >= 128 else { return UInt8(time) }
        let exponent = UInt32(32 - time.leadingZeroBitCount - 5)
        return UInt8(0x80 | (exponent - 3) << 4 | (time >> exponent) & 0xf)
    }
}
