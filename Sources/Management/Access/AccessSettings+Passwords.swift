import Core

extension AccessSettings {
    /// Passwords in clear that one change may bring.
    private static let maximumPasswords = 64

    /// The passwords that are still in clear.
    ///
    /// - Throws: a refusal if there are too many to hash at once.
    public func clearPasswords() throws(Refusal) -> Set<SecretKey> {
        let passwords = Set((users.values.compactMap(\.password) + enableSecrets.values).compactMap(\.clear))
        guard passwords.count <= Self.maximumPasswords else {
            throw Refusal(
                "There are \(passwords.count) passwords in clear, more than \(Self.maximumPasswords): write their hashes."
            )
        }
        return passwords
    }

    /// Puts hashes in place of passwords in clear.
    public mutating func replacePasswords(by hashes: [SecretKey: PasswordHash]) {
        users = users.mapValues { user in
            var user = user
            user.password?.replace(by: hashes)
            return user
        }
        for level in enableSecrets.keys { enableSecrets[level]?.replace(by: hashes) }
    }
}

extension StoredPassword {
    /// The password, if it is in clear.
    fileprivate var clear: SecretKey? {
        if case .clear(let password) = self { password } else { nil }
    }

    fileprivate mutating func replace(by hashes: [SecretKey: PasswordHash]) {
        if let hash = clear.flatMap({ hashes[$0] }) { self = .hashed(hash) }
    }
}
