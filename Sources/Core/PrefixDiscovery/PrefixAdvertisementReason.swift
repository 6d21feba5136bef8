/// Why a Mobile Prefix Advertisement is to be sent later (RFC 6275 section 10.6.2).
public enum PrefixAdvertisementReason: String, Hashable, Sendable {
    /// The mobile node has been told nothing since it registered.
    case registration
    /// It has been told nothing for the greatest interval.
    case interval
    /// The prefixes of the home link have changed.
    case change
    /// It registered again, and has not shown that it heard the last one.
    case furtherRegistration
}
