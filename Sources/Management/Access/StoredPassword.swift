import Core

/// A password as a line of configuration has it. No output ever shows it.
public enum StoredPassword: Hashable, Sendable {
    /// In clear, as it was written: it is hashed before the line takes effect.
    case clear(SecretKey)
    /// Hashed.
    case hashed(PasswordHash)
}
