/// Why a binding ended.
public enum BindingEnd: String, Hashable, Sendable {
    /// The mobile node asked for it (RFC 6275 section 10.3.2).
    case deregistered
    /// Its lifetime ran out.
    case expired
    /// The operator cleared it.
    case cleared
    /// Its home link is served no more.
    case homeLinkWithdrawn
    /// Its packets could not be intercepted on the home link.
    case interceptionFailed
}
