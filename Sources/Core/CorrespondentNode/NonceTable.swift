/// The nonces that tokens may have been made with (RFC 6275 sections 5.2.2 and 5.2.7). A new one is made when a token is
/// asked for and the newest is no longer current, so that a node without mobile nodes makes none.
struct NonceTable: Sendable {
    /// How long tokens are made with a nonce.
    static let currency = Duration.seconds(30)
    /// How long what was made with it is accepted, from its first use: MAX_NONCE_LIFETIME. The last token that is made
    /// with it is accepted for MAX_TOKEN_LIFETIME, 210 seconds (RFC 6275 section 12).
    static let lifetime = Duration.seconds(240)

    /// The oldest first; at most as many as become current in the lifetime of one.
    private var nonces: [Nonce] = []
    /// Begins anywhere, so that an index from before a restart is hardly ever one that is in use.
    private var nextIndex: UInt16?

    /// The nonce of an index; `nil` if it is not accepted any more, or never was.
    func nonce(_ index: UInt16, at now: Instant) -> Nonce? {
        nonces.last { $0.index == index && $0.creation + Self.lifetime > now }
    }

    /// The nonce to make tokens with.
    mutating func current(_ context: Context) -> Nonce {
        if let newest = nonces.last, newest.creation + Self.currency > context.now { return newest }
        let random = context.authenticator.randomOctets
        let index = nextIndex ?? random(2).reduce(0) { $0 << 8 | UInt16($1) }
        let nonce = Nonce(
            index: index, value: SecretKey(octets: random(8)), nodeKey: SecretKey(octets: random(20)),
            creation: context.now)
        nextIndex = index &+ 1
        nonces.removeAll { $0.creation + Self.lifetime <= context.now }
        nonces.append(nonce)
        return nonce
    }

    /// Accepts no more what was made with the nonces of `moment` and before.
    mutating func invalidate(through moment: Instant) {
        nonces.removeAll { $0.creation <= moment }
    }
}
