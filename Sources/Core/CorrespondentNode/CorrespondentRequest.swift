/// A Binding Update that return routability proved to come from who is reached at its addresses.
struct CorrespondentRequest: Sendable {
    let request: RegistrationRequest
    /// Kbm, to authenticate the answer with; never kept longer than the answer takes (RFC 6275 section 5.2.5).
    let key: SecretKey

    /// The address that authenticators cover: the care-of address, in a deletion the home address.
    var authenticatedAddress: IPv6Address { request.authenticatedAddress }
}

extension RegistrationRequest {
    /// The address that return routability's authenticators cover: the care-of address, in a deletion the home
    /// address (RFC 6275 section 9.5.1).
    var authenticatedAddress: IPv6Address { isDeletion ? homeAddress : careOfAddress }
}
