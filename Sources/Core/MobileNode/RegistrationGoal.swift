/// What a home agent is to be told.
struct RegistrationGoal: Hashable, Sendable {
    /// What of.
    enum Kind: Hashable, Sendable {
        /// Where the node is.
        case registration
        /// That the node gives its binding up where it is, abroad.
        case deletionAbroad
        /// That the node is at home (RFC 6275 section 11.5.5).
        case deletionAtHome
    }

    /// What of.
    var kind: Kind
    /// The address that the Binding Update leaves from, and is about: the home address at home.
    var careOfAddress: IPv6Address
    /// The interface that it leaves by.
    var interface: InterfaceIndex

    /// Whether the binding is to end.
    var isDeletion: Bool { kind != .registration }
}
