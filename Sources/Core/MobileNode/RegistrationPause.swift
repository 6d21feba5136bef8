/// For how long a home agent is not asked again that refused.
enum RegistrationPause: Hashable, Sendable {
    /// Until then: it may have changed its mind.
    case until(Instant)
    /// Until the operator says so: somebody else has the home address (RFC 6275 section 11.7.3).
    case lasting
}
