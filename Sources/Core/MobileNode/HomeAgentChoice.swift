/// Which home agent serves a home address.
public enum HomeAgentChoice: Hashable, Sendable {
    /// One that is asked for on the home link's anycast address (RFC 6275 section 11.4.1).
    case discover
    /// This one.
    case address(IPv6Address)
}
