import Core
import Linux
import Management

extension Configuration {
    /// The configuration with hashes in place of passwords in clear. Takes tens of milliseconds for each: for the start
    /// alone, before there is anything to hold up.
    ///
    /// - Throws: a refusal if there are too many, or the system hashes none.
    func hashingPasswords() throws(Refusal) -> Configuration {
        var hashes: [SecretKey: PasswordHash] = [:]
        for password in try access.clearPasswords() {
            guard let hash = PasswordCrypt.hash(password) else {
                throw Refusal("The system's crypt(3) makes no yescrypt hashes.")
            }
            hashes[password] = hash
        }
        var configuration = self
        configuration.access.replacePasswords(by: hashes)
        return configuration
    }
}
