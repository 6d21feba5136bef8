import Core

/// Makes and checks the hashes of passwords. Both take time on purpose, and nothing else waits for them: answers come
/// later, from the loop that everything runs on.
public protocol PasswordHasher: AnyObject {
    /// Hashes passwords, each with a salt of its own.
    ///
    /// - Parameter done: Takes the hashes; `nil` if there is too much to do already, or the system makes none.
    func hash(_ passwords: Set<SecretKey>, done: @escaping ([SecretKey: PasswordHash]?) -> Void)

    /// Checks whether a password is the one that a hash was made of.
    ///
    /// - Parameter done: Takes the answer; `nil` if there is too much to do already.
    func verify(_ password: SecretKey, against hash: PasswordHash, done: @escaping (Bool?) -> Void)
}
