/// What `username` says of a person.
public struct UserSettings: Hashable, Sendable {
    /// `privilege`: what the person may do.
    public var privilege = Privilege.user
    /// `secret`: opens a session at the console; `nil` for a person who only comes in as a user of the machine.
    public var password: StoredPassword?

    /// A person who may look.
    public init() {}
}
