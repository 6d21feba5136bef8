/// A binding that the home agent acknowledged.
struct HomeBinding: Hashable, Sendable {
    /// The home agent.
    let homeAgent: IPv6Address
    /// Where it tunnels to.
    let careOfAddress: IPv6Address
    /// Seconds granted.
    let lifetime: UInt32
    /// When it ends.
    let expiry: Instant
    /// When the home agent is to hear again.
    let refresh: Instant
    /// Whether the home agent speaks for the node's link-local address too.
    let coversLinkLocalAddress: Bool

    /// - Parameters:
    ///   - update: what was accepted.
    ///   - advice: when the home agent would like to hear again, in seconds (RFC 6275 section 6.2.4); of use only before
    ///     the binding ends.
    init(_ update: SentUpdate, granted: UInt32, advice: UInt32?, coversLinkLocalAddress: Bool) {
        homeAgent = update.peer
        careOfAddress = update.careOfAddress
        lifetime = granted
        expiry = update.expiry(granted: granted)
        let regular = update.moment + .milliseconds(750 * Int64(granted))
        refresh = advice.map { $0 == 0 ? regular : min(regular, update.moment + .seconds(Int64($0))) } ?? regular
        self.coversLinkLocalAddress = coversLinkLocalAddress
    }
}
