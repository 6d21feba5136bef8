import Core

/// What strongSwan has to tell.
public enum StrongSwanNews: Hashable, Sendable {
    /// It answers, and has a version.
    case answers(version: String)
    /// It does not answer, or no more.
    case isMissing(reason: String)
    /// It takes no connection, or key, of a mobile node.
    case refuses(homeAddress: IPv6Address, reason: String)
    /// It has moved this end of IKE to an address that is none of the home agent's.
    case isAstray(homeAddress: IPv6Address, localAddress: String)
    /// Both ends of IKE have proved who they are.
    case associated(homeAddress: IPv6Address, identity: String, remoteAddress: String)
    /// An association of IKE has ended, and what it negotiated.
    case ended(homeAddress: IPv6Address, identity: String)
    /// A pair of security associations is there, or no more.
    case child(homeAddress: IPv6Address, name: String, inbound: String, outbound: String, isUp: Bool)
    /// A line of strongSwan's own log, of a connection or of none.
    case line(homeAddress: IPv6Address?, String)
}
