import Core

/// One entry of the Binding Update List, as it is shown.
struct BindingUpdateRecord: Encodable {
    /// Who gets the Binding Updates.
    var peer: IPv6Address
    /// `home-agent` or `correspondent`.
    var type: String
    /// For which home address.
    var homeAddress: IPv6Address
    /// The one that was sent last; the home address in a deletion.
    var careOfAddress: IPv6Address
    /// Of the last Binding Update.
    var sequence: UInt16
    /// `testing`, `registering`, `registered`, `de-registering` or `refused`.
    var state: String
    /// Seconds that were asked for, or granted.
    var lifetime: UInt32
    /// Seconds.
    var lifetimeRemaining: UInt64
    /// How often an answer was waited for in vain since the last.
    var retransmissions: UInt8
    /// Packets that took the direct way; absent for home agents.
    var packetsSent: UInt64?
    /// Packets that came by the direct way; absent for home agents.
    var packetsReceived: UInt64?

    init(_ entry: BindingUpdateListEntry, at now: Instant) {
        peer = entry.peer
        type = entry.kind.rawValue
        homeAddress = entry.homeAddress
        careOfAddress = entry.careOfAddress
        sequence = entry.sequenceNumber
        state = entry.state.rawValue
        lifetime = entry.lifetime
        lifetimeRemaining = (entry.expiry - now).wholeSeconds
        retransmissions = entry.retransmissions
        packetsSent = entry.use?.packetsSent
        packetsReceived = entry.use?.packetsReceived
    }

    /// The entry as a block of lines.
    var text: String {
        let silence = retransmissions == 0 ? "" : ", \(retransmissions) without an answer"
        let use = packetsSent.map { "  directly sent \($0) packets, received \(packetsReceived ?? 0) packets\n" }
        return """
            \(peer)
              type \(type), state \(state), sequence \(sequence)\(silence)
              home address \(homeAddress) via \(careOfAddress)
              lifetime \(lifetimeRemaining) of \(lifetime) seconds remaining
            \(use ?? "")
            """
    }
}
