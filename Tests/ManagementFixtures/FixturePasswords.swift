import Core
import Management

/// Hashes that take no time and protect nothing: a password's octets in hexadecimal, in the form of SHA-512.
public final class FixturePasswords: PasswordHasher {
    /// How often a password was hashed or checked.
    public private(set) var count = 0
    /// Whether answers wait until `deliver` is called.
    public var isSlow = false
    /// Whether there is too much to do.
    public var isBusy = false
    private var waiting: [() -> Void] = []

    /// Nothing hashed yet.
    public init() {}

    /// What stands for a password's hash.
    public static func hash(_ password: String) -> String {
        "$6$salt$" + (hexadecimal(Array(password.utf8)) + String(repeating: ".", count: 86)).prefix(86)
    }

    /// Hashes passwords.
    public func hash(_ passwords: Set<SecretKey>, done: @escaping ([SecretKey: PasswordHash]?) -> Void) {
        let isBusy = isBusy
        answer {
            let hashes = passwords.map { ($0, PasswordHash(Self.hash(String(decoding: $0.octets, as: UTF8.self)))) }
            done(isBusy ? nil : Dictionary(uniqueKeysWithValues: hashes).compactMapValues(\.self))
        }
    }

    /// Checks a password.
    public func verify(_ password: SecretKey, against hash: PasswordHash, done: @escaping (Bool?) -> Void) {
        let isBusy = isBusy
        answer { done(isBusy ? nil : Self.hash(String(decoding: password.octets, as: UTF8.self)) == hash.text) }
    }

    /// Gives the answers that wait.
    public func deliver() {
        let ready = waiting
        waiting = []
        for answer in ready { answer() }
    }

    private func answer(_ answer: @escaping () -> Void) {
        count += 1
        if isSlow { waiting.append(answer) } else { answer() }
    }

    private static func hexadecimal(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
