/// What keygen tokens are made with for a while (RFC 6275 section 5.2.2): a nonce, and a node key, Kcn, of its own, which
/// is kept as long as the nonce.
struct Nonce: Sendable {
    /// What messages name it by.
    let index: UInt16
    /// The nonce, 8 octets.
    let value: SecretKey
    /// Kcn, 20 octets.
    let nodeKey: SecretKey
    /// When it was made, which is when it was first used.
    let creation: Instant
}
