import Core

extension DropReason {
    /// Why a packet was dropped.
    var logText: String {
        switch self {
        case .mobilityDisabled: "`ipv6 mobile` is off"
        case .malformedPacket: "it is no IPv6 packet, or its headers contradict its length"
        case .unrecognizedOption: "an option that is not known forbids to look at it"
        case .checksumError: "its checksum is wrong"
        case .malformedMessage: "its message ends early, or an option does not fit"
        case .payloadProtocol: "Payload Proto is not 59, and enough was answered for now"
        case .headerLength: "Header Len is too small for the type, and enough was answered for now"
        case .unknownMobilityHeaderType: "its MH Type is unknown, and enough was answered for now"
        case .unexpectedMessage: "it is a message of a role that this router does not play"
        case .destinationNotUnicast: "it is for a multicast group or an anycast address"
        case .sourceNotUnicast: "its source is no unicast address"
        case .homeAddressNotRoutable: "the home address is not unicast routable"
        case .careOfAddressNotRoutable: "the care-of address is not unicast routable"
        case .identifierUnknown: "its identifier is none, or of nobody who is served here"
        case .identifierMissing: "it has no identifier, and its home address needs one"
        case .authenticationMissing: "it has no authentication option, and needs one"
        case .unknownSecurityParameterIndex: "the home address has no such SPI"
        case .authenticationMisplaced: "its authentication option is repeated, or does not cover what follows it"
        case .nonceIndicesInHomeRegistration: "it is a home registration with Nonce Indices"
        case .correspondentRegistration: "it registers with a correspondent node, without return routability"
        case .correspondentNodeDisabled: "`ipv6 mobile correspondent-node` is off"
        case .homeAddressOptionInTest: "it asks for a token, and has a Home Address option"
        case .returnRoutabilityRate: "it asks for a token, and enough was answered for now"
        case .authorizationDataMissing: "it has no Binding Authorization Data, and needs it"
        case .authorizationDataMisplaced:
            "its Binding Authorization Data is repeated, has another length, or ends before it"
        case .authorizationDataWrong: "its authenticator is not the one that its tokens make"
        case .refusalRate: "its origin is not proved, and too many were refused this second"
        case .duplicateAddressDetectionRate: "too many first registrations this second"
        case .routerAdvertisementFromOwnAddress: "it is a Router Advertisement from this router's own address"
        case .homeAgentsListFull: "the Home Agents List of the link is full"
        case .multicastDisabled: "it is about multicast groups, and multicast is not forwarded"
        case .listenerMessageNotLocal:
            "it is about multicast groups, and its hop limit is not 1 or Router Alert is missing"
        case .listenerUnknown: "it is about multicast groups, and no binding has its tunnel and source"
        case .groupScopeNotGlobal: "only groups of global scope are"
        case .groupLimitReached: "the mobile node listens to as many groups as it may"
        case .groupMembersExhausted: "the group has as many listeners as it may"
        case .groupMembershipsExhausted: "there are as many memberships in groups as there may be"
        case .addressDiscoveryDestination: "it asks for home agents, but not at the anycast address of a home link"
        case .addressDiscoveryFiltered: "it asks for home agents, and an access list denies it"
        case .addressDiscoveryRate: "it asks for home agents, and enough was answered for now"
        case .homeAddressOptionMissing: "it asks for home prefixes, and has no Home Address option"
        case .homeAddressOptionUnverified: "its Home Address option is of no binding, and enough was answered for now"
        case .prefixDiscoveryDisabled: "it asks for home prefixes, and prefix discovery is off"
        case .prefixSolicitationRate: "it asks for home prefixes, and enough was answered for now"
        case .prefixSolicitationLinkDown: "it asks for home prefixes, and the home link is down"
        case .supersededBindingUpdate: "it is older than the update that is being worked on"
        }
    }
}
