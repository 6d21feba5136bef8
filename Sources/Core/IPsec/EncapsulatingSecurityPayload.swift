/// One association of ESP (RFC 4303): an index, and how packets are encrypted and authenticated.
public struct EncapsulatingSecurityPayload: Hashable, Sendable {
    /// How packets are encrypted, and what guards them from change.
    public enum Transform: Hashable, Sendable {
        /// AES-CBC (RFC 3602) with a key of 16, 24 or 32 octets, and HMAC-SHA-256-128 (RFC 4868) with one of 32 octets.
        case cipherBlockChaining(encryption: SecretKey, integrity: SecretKey)
        /// AES-GCM with an ICV of 16 octets (RFC 4106): a key of 16, 24 or 32 octets and the 4 octets of salt after it.
        case galoisCounterMode(SecretKey)
        /// No encryption (RFC 2410), and HMAC-SHA-256-128 with a key of 32 octets.
        case authenticationOnly(integrity: SecretKey)
    }

    /// The Security Parameter Index, 256 and up.
    public var securityParameterIndex: UInt32
    /// How packets are transformed.
    public var transform: Transform

    /// Makes an association.
    public init(securityParameterIndex: UInt32, transform: Transform) {
        self.securityParameterIndex = securityParameterIndex
        self.transform = transform
    }
}
