import Core
import Cryptography
import Synchronization

/// The daemon's cryptography, but for what nobody can predict, which a test writes down.
final class ScriptedRandom: MessageAuthenticator {
    private let script: Mutex<[Int: [UInt64]]>
    private let cryptography = SwiftCryptoAuthenticator()

    /// - Parameters:
    ///   - numbers: what 16 bits are next, and after them zero.
    ///   - cookies: what 64 bits are next, and after them zero.
    init(numbers: [UInt64], cookies: [UInt64] = []) {
        script = Mutex([2: numbers, 8: cookies])
    }

    func hmacSHA1(key: SecretKey, over parts: [[UInt8]]) -> [UInt8] { cryptography.hmacSHA1(key: key, over: parts) }

    func sha1(over parts: [[UInt8]]) -> [UInt8] { cryptography.sha1(over: parts) }

    func randomOctets(_ count: Int) -> [UInt8] {
        let number = script.withLock { script -> UInt64 in
            guard let next = script[count]?.first else { return 0 }
            script[count]?.removeFirst()
            return next
        }
        return (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * (count - 1 - $0))) }
    }
}
