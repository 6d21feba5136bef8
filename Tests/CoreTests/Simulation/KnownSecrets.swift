import Core
import Cryptography

/// The daemon's cryptography, but for secrets, which are those of the worked example in crypto.json: the same events
/// give the same effects.
struct KnownSecrets: MessageAuthenticator {
    /// Kcn.
    static let nodeKey: [UInt8] = Array(0x10...0x23)
    /// Every nonce.
    static let nonce: [UInt8] = Array(0xa1...0xa8)
    /// The first Nonce Index.
    static let index: UInt16 = 258

    private let cryptography = SwiftCryptoAuthenticator()

    func hmacSHA1(key: SecretKey, over parts: [[UInt8]]) -> [UInt8] { cryptography.hmacSHA1(key: key, over: parts) }

    func sha1(over parts: [[UInt8]]) -> [UInt8] { cryptography.sha1(over: parts) }

    func randomOctets(_ count: Int) -> [UInt8] {
        switch count {
        case 20: Self.nodeKey
        case 8: Self.nonce
        default: [UInt8(Self.index >> 8), UInt8(Self.index & 0xff)]
        }
    }
}
