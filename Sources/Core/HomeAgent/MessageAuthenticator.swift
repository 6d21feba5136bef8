/// The cryptography that Core needs and does not do itself.
public protocol MessageAuthenticator: Sendable {
    /// HMAC-SHA1 (RFC 2104) over the concatenated `parts`: 20 octets.
    func hmacSHA1(key: SecretKey, over parts: [[UInt8]]) -> [UInt8]
    /// SHA-1 over the concatenated `parts`: 20 octets.
    func sha1(over parts: [[UInt8]]) -> [UInt8]
    /// Octets that nobody can predict, for keys.
    func randomOctets(_ count: Int) -> [UInt8]
}
