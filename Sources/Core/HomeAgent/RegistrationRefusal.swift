/// Why a registration, or a de-registration, is refused: the check that it did not pass; each has a counter under its
/// name.
public enum RegistrationRefusal: String, CaseIterable, Hashable, Sendable {
    /// The authenticator is not the one that the key makes (RFC 4285 section 5.1).
    case wrongAuthenticator
    /// It asks for a home address, and none is known for its identifier.
    case noHomeAddress
    /// The home address is not for nodes of its identifier.
    case homeAddressOfOthers
    /// The home address is bound to another identifier.
    case homeAddressTaken
    /// It has no timestamp, and needs one (RFC 4285 section 6).
    case timestampMissing
    /// Its timestamp is too far from this node's clock (RFC 4285 section 6).
    case timestampOutOfWindow
    /// Its timestamp is not later than that of the last accepted one (RFC 4285 section 6).
    case timestampNotLater
    /// Not newer than the last accepted one (RFC 6275 section 9.5.1).
    case sequenceNumber
    /// The Home Nonce Index names no nonce that is still accepted (RFC 6275 section 9.5.1).
    case expiredHomeNonce
    /// The Care-of Nonce Index names none.
    case expiredCareOfNonce
    /// Neither does.
    case expiredNonces
    /// Without the H flag, for a home address that is bound with it (RFC 6275 section 9.5.1).
    case registrationType
    /// No interface is a home link.
    case noHomeLink
    /// A de-registration, and nothing is registered.
    case notRegistered
    /// The home address is on no home link.
    case notOnHomeLink
    /// The prefix of the home address is valid no more.
    case prefixExpired
    /// The home address is this node's own.
    case ownAddress
    /// Somebody on the home link uses the home address (RFC 6275 section 10.3.1).
    case duplicateAddress
    /// A filter denies it.
    case filtered
    /// The care-of address would lead the tunnel in a circle (RFC 6275 section 15.1).
    case careOfAddress
    /// Not even the shortest lifetime may be granted.
    case noLifetime
    /// As many bindings as are allowed are there, or on their way.
    case bindingsExhausted
    /// Too many registrations are on their way.
    case registrationsExhausted
    /// The forwarding plane has no room for the tunnel.
    case forwardingFull
    /// The tunnel could not be made.
    case forwardingFailed
    /// The home address could not be watched, or defended, on the home link.
    case interceptionFailed

    /// What the acknowledgement says (RFC 6275 section 6.1.8, RFC 4285 section 6).
    public var status: BindingStatus {
        switch self {
        case .wrongAuthenticator: .authenticationFailed
        case .timestampMissing: .messageIdentificationRequired
        case .timestampOutOfWindow, .timestampNotLater: .identificationMismatch
        case .sequenceNumber: .sequenceNumberOutOfWindow
        case .expiredHomeNonce: .expiredHomeNonceIndex
        case .expiredCareOfNonce: .expiredCareOfNonceIndex
        case .expiredNonces: .expiredNonces
        case .registrationType: .registrationTypeChangeDisallowed
        case .noHomeLink: .homeRegistrationNotSupported
        case .notRegistered: .notHomeAgentForThisMobileNode
        case .notOnHomeLink, .prefixExpired: .notHomeSubnet
        case .ownAddress, .duplicateAddress: .duplicateAddressDetectionFailed
        case .noHomeAddress, .homeAddressOfOthers, .homeAddressTaken, .filtered, .noLifetime:
            .administrativelyProhibited
        case .careOfAddress: .invalidCareOfAddress
        case .bindingsExhausted, .registrationsExhausted, .forwardingFull, .interceptionFailed: .insufficientResources
        case .forwardingFailed: .reasonUnspecified
        }
    }
}
