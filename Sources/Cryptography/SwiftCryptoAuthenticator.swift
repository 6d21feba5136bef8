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

    /// SHA-1 over the concatenated `parts`: 20 octets.
    public func sha1(over parts: [[UInt8]]) -> [UInt8] {
        var hash = Insecure.SHA1()
        for part in parts { hash.update(data: part) }
        return Array(hash.finalize())
    }

    /// Octets of the system's generator.
    public func randomOctets(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
