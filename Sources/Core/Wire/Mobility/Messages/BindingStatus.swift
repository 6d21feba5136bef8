/// How a Binding Update fared (IANA: Status Codes of Binding Acknowledgements).
public struct BindingStatus: RawRepresentable, Hashable, Sendable {
    /// The number; below 128 the update was accepted.
    public var rawValue: UInt8

    /// Names a status by its number.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Whether the Binding Update was accepted.
    public var isAccepted: Bool { rawValue < 128 }
}

extension BindingStatus {
    /// Binding Update accepted (RFC 6275).
    public static let accepted = BindingStatus(rawValue: 0)
    /// Accepted but prefix discovery necessary (RFC 6275).
    public static let acceptedButPrefixDiscoveryNecessary = BindingStatus(rawValue: 1)
    /// GRE key option not required (RFC 5845).
    public static let greKeyOptionNotRequired = BindingStatus(rawValue: 2)
    /// GRE tunneling but TLV header not supported (RFC 5845).
    public static let greTunnelingButTypeLengthValueHeaderNotSupported = BindingStatus(rawValue: 3)
    /// Multiple care-of addresses: not complete (RFC 5648).
    public static let multipleCareOfAddressesNotComplete = BindingStatus(rawValue: 4)
    /// Multiple care-of addresses: return home without NDP (RFC 5648).
    public static let multipleCareOfAddressesReturnHomeWithoutNeighborDiscovery = BindingStatus(rawValue: 5)
    /// Accepted, transient binding ignored: settings mismatch (RFC 6058).
    public static let acceptedButTransientBindingIgnored = BindingStatus(rawValue: 6)
    /// Reason unspecified (RFC 6275).
    public static let reasonUnspecified = BindingStatus(rawValue: 128)
    /// Administratively prohibited (RFC 6275).
    public static let administrativelyProhibited = BindingStatus(rawValue: 129)
    /// Insufficient resources (RFC 6275).
    public static let insufficientResources = BindingStatus(rawValue: 130)
    /// Home registration not supported (RFC 6275).
    public static let homeRegistrationNotSupported = BindingStatus(rawValue: 131)
    /// Not home subnet (RFC 6275).
    public static let notHomeSubnet = BindingStatus(rawValue: 132)
    /// Not home agent for this mobile node (RFC 6275).
    public static let notHomeAgentForThisMobileNode = BindingStatus(rawValue: 133)
    /// Duplicate address detection failed (RFC 6275).
    public static let duplicateAddressDetectionFailed = BindingStatus(rawValue: 134)
    /// Sequence number out of window (RFC 6275).
    public static let sequenceNumberOutOfWindow = BindingStatus(rawValue: 135)
    /// Expired home nonce index (RFC 6275).
    public static let expiredHomeNonceIndex = BindingStatus(rawValue: 136)
    /// Expired care-of nonce index (RFC 6275).
    public static let expiredCareOfNonceIndex = BindingStatus(rawValue: 137)
    /// Expired nonces (RFC 6275).
    public static let expiredNonces = BindingStatus(rawValue: 138)
    /// Registration type change disallowed (RFC 6275).
    public static let registrationTypeChangeDisallowed = BindingStatus(rawValue: 139)
    /// Mobile router operation not permitted (RFC 3963).
    public static let mobileRouterOperationNotPermitted = BindingStatus(rawValue: 140)
    /// Invalid prefix (RFC 3963).
    public static let invalidPrefix = BindingStatus(rawValue: 141)
    /// Not authorized for prefix (RFC 3963).
    public static let notAuthorizedForPrefix = BindingStatus(rawValue: 142)
    /// Forwarding setup failed (RFC 3963).
    public static let forwardingSetupFailed = BindingStatus(rawValue: 143)
    /// Identification mismatch (RFC 4285).
    public static let identificationMismatch = BindingStatus(rawValue: 144)
    /// Message identification required (RFC 4285).
    public static let messageIdentificationRequired = BindingStatus(rawValue: 145)
    /// Authentication failed (RFC 4285).
    public static let authenticationFailed = BindingStatus(rawValue: 146)
    /// Permanent home keygen token unavailable (RFC 4866).
    public static let permanentHomeKeygenTokenUnavailable = BindingStatus(rawValue: 147)
    /// CGA and signature verification failed (RFC 4866).
    public static let addressAndSignatureVerificationFailed = BindingStatus(rawValue: 148)
    /// Permanent home keygen token exists (RFC 4866).
    public static let permanentHomeKeygenTokenExists = BindingStatus(rawValue: 149)
    /// Non-null home nonce index expected (RFC 4866).
    public static let nonNullHomeNonceIndexExpected = BindingStatus(rawValue: 150)
    /// Service authorization failed (RFC 5149).
    public static let serviceAuthorizationFailed = BindingStatus(rawValue: 151)
    /// Proxy registration not enabled (RFC 5213).
    public static let proxyRegistrationNotEnabled = BindingStatus(rawValue: 152)
    /// Not local mobility anchor for this mobile node (RFC 5213).
    public static let notLocalMobilityAnchorForThisMobileNode = BindingStatus(rawValue: 153)
    /// Mobile access gateway not authorized for proxy registration (RFC 5213).
    public static let gatewayNotAuthorizedForProxyRegistration = BindingStatus(rawValue: 154)
    /// Not authorized for home network prefix (RFC 5213).
    public static let notAuthorizedForHomeNetworkPrefix = BindingStatus(rawValue: 155)
    /// Timestamp mismatch (RFC 5213).
    public static let timestampMismatch = BindingStatus(rawValue: 156)
    /// Timestamp lower than previously accepted (RFC 5213).
    public static let timestampLowerThanPreviouslyAccepted = BindingStatus(rawValue: 157)
    /// Missing home network prefix option (RFC 5213).
    public static let missingHomeNetworkPrefixOption = BindingStatus(rawValue: 158)
    /// Prefix set of binding and update do not match (RFC 5213).
    public static let prefixSetDoesNotMatch = BindingStatus(rawValue: 159)
    /// Missing mobile node identifier option (RFC 5213).
    public static let missingMobileNodeIdentifierOption = BindingStatus(rawValue: 160)
    /// Missing handoff indicator option (RFC 5213).
    public static let missingHandoffIndicatorOption = BindingStatus(rawValue: 161)
    /// Missing access technology type option (RFC 5213).
    public static let missingAccessTechnologyTypeOption = BindingStatus(rawValue: 162)
    /// GRE key option required (RFC 5845).
    public static let greKeyOptionRequired = BindingStatus(rawValue: 163)
    /// Multiple care-of addresses: malformed (RFC 5648).
    public static let multipleCareOfAddressesMalformed = BindingStatus(rawValue: 164)
    /// Multiple care-of addresses: binding of the other kind exists (RFC 5648).
    public static let multipleCareOfAddressesOtherBindingExists = BindingStatus(rawValue: 165)
    /// Multiple care-of addresses: prohibited (RFC 5648).
    public static let multipleCareOfAddressesProhibited = BindingStatus(rawValue: 166)
    /// Multiple care-of addresses: unknown care-of address (RFC 5648).
    public static let multipleCareOfAddressesUnknownCareOfAddress = BindingStatus(rawValue: 167)
    /// Multiple care-of addresses: bulk registration prohibited (RFC 5648).
    public static let multipleCareOfAddressesBulkRegistrationProhibited = BindingStatus(rawValue: 168)
    /// Multiple care-of addresses: simultaneous home and foreign prohibited (RFC 5648).
    public static let multipleCareOfAddressesSimultaneousHomeAndForeignProhibited = BindingStatus(rawValue: 169)
    /// Not authorized for IPv4 mobility service (RFC 5844).
    public static let notAuthorizedForIPv4MobilityService = BindingStatus(rawValue: 170)
    /// Not authorized for IPv4 home address (RFC 5844).
    public static let notAuthorizedForIPv4HomeAddress = BindingStatus(rawValue: 171)
    /// Not authorized for IPv6 mobility service (RFC 5844).
    public static let notAuthorizedForIPv6MobilityService = BindingStatus(rawValue: 172)
    /// Multiple IPv4 home address assignment not supported (RFC 5844).
    public static let multipleIPv4HomeAddressesNotSupported = BindingStatus(rawValue: 173)
    /// Invalid care-of address (RFC 6275).
    public static let invalidCareOfAddress = BindingStatus(rawValue: 174)
    /// Invalid mobile node group identifier (RFC 6602).
    public static let invalidMobileNodeGroupIdentifier = BindingStatus(rawValue: 175)
    /// Re-initialize security association with home agent controller (RFC 6618).
    public static let reinitializeSecurityAssociation = BindingStatus(rawValue: 176)
    /// Not authorized for delegated mobile network prefix (RFC 7148).
    public static let notAuthorizedForDelegatedMobileNetworkPrefix = BindingStatus(rawValue: 177)
    /// Requested delegated mobile network prefix in use (RFC 7148).
    public static let requestedDelegatedMobileNetworkPrefixInUse = BindingStatus(rawValue: 178)
    /// Cannot meet quality of service request (RFC 7222).
    public static let cannotMeetQualityOfServiceRequest = BindingStatus(rawValue: 179)
    /// Cannot support multipath binding (RFC 8278).
    public static let cannotSupportMultipathBinding = BindingStatus(rawValue: 180)
}
