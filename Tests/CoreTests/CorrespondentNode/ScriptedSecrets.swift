import Core
import Cryptography
import Synchronization

/// The daemon's cryptography, but for secrets: the two nonces of the worked example in crypto.json, by turns.
final class ScriptedSecrets: MessageAuthenticator {
    private static let nonces: [[UInt8]] = [Array(0xa1...0xa8), Array(0xb1...0xb8)]

    /// The first Nonce Index.
    private let index: UInt16
    private let noncesMade = Mutex(0)
    private let cryptography = SwiftCryptoAuthenticator()

    init(index: UInt16 = KnownSecrets.index) {
        self.index = index
    }

    func hmacSHA1(key: SecretKey, over parts: [[UInt8]]) -> [UInt8] { cryptography.hmacSHA1(key: key, over: parts) }

    func sha1(over parts: [[UInt8]]) -> [UInt8] { cryptography.sha1(over: parts) }

    func randomOctets(_ count: Int) -> [UInt8] {
        switch count {
        case 20: return KnownSecrets.nodeKey
        case 2: return [UInt8(index >> 8), UInt8(index & 0xff)]
        default:
            return noncesMade.withLock { number in
                number += 1
                return Self.nonces[(number + 1) % 2]
            }
        }
    }
}
