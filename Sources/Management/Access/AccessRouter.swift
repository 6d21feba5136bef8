/// What a router knows of who may do what.
public protocol AccessRouter: AnyObject {
    /// Who asks whether a password is right, and how often.
    var doorkeeper: Doorkeeper { get }
    /// Makes and checks the hashes of passwords.
    var passwords: any PasswordHasher { get }
    /// Tells the log.
    func log(_ event: AccessEvent)
}
