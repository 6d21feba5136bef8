import Core
import Cryptography
import Synchronization

/// The daemon's cryptography, but for what nobody can predict, which is the same for the same seed.
final class SeededSecrets: MessageAuthenticator {
    private let generator: Mutex<SeededGenerator>
    private let cryptography = SwiftCryptoAuthenticator()

    init(seed: UInt64) {
        generator = Mutex(SeededGenerator(seed: seed))
    }

    func hmacSHA1(key: SecretKey, over parts: [[UInt8]]) -> [UInt8] { cryptography.hmacSHA1(key: key, over: parts) }

    func sha1(over parts: [[UInt8]]) -> [UInt8] { cryptography.sha1(over: parts) }

    func randomOctets(_ count: Int) -> [UInt8] {
        generator.withLock { generator in (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) } }
    }
}
