/// Comparison of Sequence Numbers modulo 2^16 (RFC 6275 section 9.5.1).
enum SequenceNumber {
    /// Whether `received` is newer than `stored`: 1 to 32767 ahead of it.
    static func isNewer(_ received: UInt16, than stored: UInt16) -> Bool {
        (1...32767).contains(received &- stored)
    }
}
