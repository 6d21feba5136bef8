/// Why a correspondent binding ended.
public enum CorrespondentBindingEnd: String, CaseIterable, Hashable, Sendable {
    /// The mobile node asked for it (RFC 6275 section 9.5.3).
    case deleted
    /// Its lifetime ran out.
    case expired
    /// Others needed its place, and it was used least recently (RFC 6275 section 9.6).
    case evicted
    /// Routers say again and again that its care-of address cannot be reached (RFC 6275 section 9.3.4).
    case unreachable
    /// The operator cleared it.
    case cleared
    /// The forwarding plane could not follow a change of the care-of address.
    case notForwarded
    /// This node's own address is gone, or it is a correspondent no more.
    case withdrawn
}
