/// A Binding Update as it left, as far as its acknowledgement is about it (RFC 6275 section 11.1).
struct SentUpdate: Hashable, Sendable {
    /// Where it went.
    let peer: IPv6Address
    /// Where it left from.
    let source: IPv6Address
    /// The care-of address that it is about; the home address at home.
    let careOfAddress: IPv6Address
    /// Its Sequence Number.
    let sequenceNumber: UInt16
    /// Seconds asked for; 0 in a deletion.
    let lifetime: UInt32
    /// When it left.
    let moment: Instant

    /// When the binding ends that an acknowledgement grants: max(L_remain - (L_update - L_ack), 0) from then (RFC 6275
    /// section 11.7.3).
    /// - Parameter granted: seconds.
    func expiry(granted: UInt32) -> Instant { moment + .seconds(Int64(granted)) }
}
