import Core

extension RegistrationRefusal {
    /// Which check `request` did not pass, and why; `last` is the last accepted sequence number of the home address.
    func logText(of request: RegistrationRequest, last: UInt16?) -> String {
        switch self {
        case .wrongAuthenticator: "its authenticator is not the one that the key makes"
        case .timestampMissing: "it has no timestamp, and needs one"
        case .timestampOutOfWindow: "its timestamp is too far from this router's clock"
        case .timestampNotLater: "its timestamp is not later than that of the last accepted update"
        case .noHomeAddress: "it asks for a home address, and none is known for it"
        case .homeAddressOfOthers: "the home address is not for nodes of its identifier"
        case .homeAddressTaken: "the home address is bound to another identifier"
        case .sequenceNumber:
            "sequence number \(request.sequenceNumber) is not newer than \(last ?? 0), the last accepted"
        case .expiredHomeNonce: "its home keygen token is too old"
        case .expiredCareOfNonce: "its care-of keygen token is too old"
        case .expiredNonces: "its keygen tokens are too old"
        case .registrationType: "it has no H flag, and the binding was registered with it"
        case .noHomeLink: "no interface is a home link"
        case .notRegistered: "nothing is registered for the home address"
        case .notOnHomeLink: "the home address is on no home link"
        case .prefixExpired: "the prefix of the home address is valid no more"
        case .ownAddress: "the home address is this router's own"
        case .duplicateAddress: "another node on the home link uses the home address"
        case .filtered: "a filter denies it"
        case .careOfAddress: "the care-of address is this router's own, the home address, or bound itself"
        case .noLifetime: "not even the shortest lifetime may be granted"
        case .bindingsExhausted: "there are as many bindings as are allowed"
        case .registrationsExhausted: "too many registrations are on their way"
        case .forwardingFull: "no tunnel: the table of bindings is full"
        case .forwardingFailed: "no tunnel could be made"
        case .interceptionFailed: "the home address could not be watched, or defended, on the home link"
        }
    }
}
