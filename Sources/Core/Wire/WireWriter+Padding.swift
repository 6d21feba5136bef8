extension WireWriter {
    /// Appends `count` octets of padding: nothing, Pad1 or PadN (RFC 8200 section 4.2).
    mutating func appendPadding(_ count: Int) {
        switch count {
        case ...0: break
        case 1: append(0 as UInt8)
        default:
            append(1 as UInt8)
            append(UInt8(truncatingIfNeeded: count - 2))
            appendZeros(count - 2)
        }
    }

    /// The octets that are missing to an offset of `multiple` n + `remainder`.
    func padding(to multiple: Int, plus remainder: Int) -> Int {
        let excess = (count - remainder) % multiple
        return excess == 0 ? 0 : excess > 0 ? multiple - excess : -excess
    }
}
