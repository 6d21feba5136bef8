import CLinux
import Core
import Management

/// The system's crypt(3).
public enum PasswordCrypt {
    /// The hash of a password by yescrypt, with a salt of its own; `nil` if the system makes none. Takes tens of
    /// milliseconds.
    public static func hash(_ password: SecretKey) -> PasswordHash? {
        crypt(password, setting: nil).flatMap { PasswordHash($0) }
    }

    /// Whether a hash was made of a password. Takes as long as making it.
    public static func verify(_ password: SecretKey, against hash: PasswordHash) -> Bool {
        guard let made = crypt(password, setting: hash.text) else { return false }
        return ConstantTime.equal(Array(made.utf8), Array(hash.text.utf8))
    }

    private static func crypt(_ password: SecretKey, setting: String?) -> String? {
        // C's texts end at a zero: such a password would be another, shorter one.
        guard !password.octets.contains(0) else { return nil }
        let text = password.octets.map { CChar(bitPattern: $0) } + [0]
        var hash = [CChar](repeating: 0, count: Int(haos_hash_size))
        guard unsafe haos_hash_password(text, setting, &hash) != 0 else { return nil }
        return String(decoding: hash.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
