import Core
import Crypto

/// Core's message authentication, done by swift-crypto.
public struct SwiftCryptoAuthenticator: MessageAuthenticator {
    /// Makes an authenticator; it has no state.
    public init() {}

    /// HMAC-SHA1 (RFC 2104) over the concatenated `parts`: 20 octets.
    public func hmacSHA1(key: SecretKey, over parts: [[UInt8]]) -> [UInt8] {
        var code = HMAC<Insecure.SHA1>(key: SymmetricKey(data: key.octets))
        for part in parts { code.update(data: part) }
        return Array(code.finalize())
    }
}
