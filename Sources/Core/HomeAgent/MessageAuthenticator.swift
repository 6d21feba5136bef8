/// The cryptography that Core needs and does not do itself.
public protocol MessageAuthenticator: Sendable {
    /// HMAC-SHA1 (RFC 2104) over the concatenated `parts`: 20 octets.
    func hmacSHA1(key: SecretKey, over parts: [[UInt8]]) -> [UInt8]
}
