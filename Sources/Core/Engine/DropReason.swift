/// Why a packet was dropped without an answer; each has a counter under its name.
public enum DropReason: String, CaseIterable, Hashable, Sendable {
    /// `ipv6 mobile` is off.
    case mobilityDisabled
    /// Not an IPv6 packet, or its headers contradict its length.
    case malformedPacket
    /// An option that is not known forbids to look at the packet; no answer was asked for, or the rate of Parameter Problems
    /// was spent (RFC 8200 section 4.2).
    case unrecognizedOption
    /// The checksum of a Mobility Header or ICMPv6 message is wrong.
    case checksumError
    /// A mobility message that ends early, or an option that does not fit (RFC 6275 section 6.2.1).
    case malformedMessage
    /// Payload Proto is not 59, and the rate of Parameter Problems was spent (RFC 6275 section 9.2).
    case payloadProtocol
    /// Header Len is too small for the type, and the rate of Parameter Problems was spent (RFC 6275 section 9.2).
    case headerLength
    /// An unknown MH Type, and the rate of Binding Errors was spent (RFC 6275 section 9.3.3).
    case unknownMobilityHeaderType
    /// A message of a role that this node does not play: an acknowledgement, a test.
    case unexpectedMessage
    /// A mobility message to a multicast group or an anycast address, which no answer could come from (RFC 4291
    /// section 2.7).
    case destinationNotUnicast
    /// The packet's source is not a unicast address (RFC 6275 section 9.5.1).
    case sourceNotUnicast
    /// The home address is not unicast routable (RFC 6275 section 9.5.1).
    case homeAddressNotRoutable
    /// The care-of address is not unicast routable (RFC 6275 section 6.1.7).
    case careOfAddressNotRoutable
    /// A Mobile Node Identifier that is none, or that nobody has who is served here (RFC 4283 section 3).
    case identifierUnknown
    /// A home address that only an identifier can tell whose it is, and no identifier (RFC 4285 section 4).
    case identifierMissing
    /// A Binding Update without an authentication option where one is required (RFC 4285 section 5.1).
    case authenticationMissing
    /// An SPI that is reserved, or that no association of the home address has (RFC 4285 section 5.1).
    case unknownSecurityParameterIndex
    /// The authentication option is repeated, or something follows it that it does not cover (RFC 4285 section 5.1).
    case authenticationMisplaced
    /// A message that has to come under ESP and did not, nor is it authenticated otherwise (RFC 6275 section 5.1).
    case protectionMissing
    /// A message that came under ESP, by the association of another mobile node (RFC 6275 section 5.1).
    case protectionOfOthers
    /// Nonce Indices in a home registration (RFC 6275 section 9.5.1).
    case nonceIndicesInHomeRegistration
    /// A Binding Update for a correspondent binding without Nonce Indices, which return routability needs (RFC 6275
    /// section 9.5.1).
    case correspondentRegistration
    /// `no ipv6 mobile correspondent-node`: a message of a correspondent, or a Home Address option of no binding (RFC
    /// 6275 section 8.1).
    case correspondentNodeDisabled
    /// A Test Init with a Home Address option (RFC 6275 sections 9.4.1 and 9.4.2).
    case homeAddressOptionInTest
    /// A Test Init, and the rate of answers was spent, of its network or of all.
    case returnRoutabilityRate
    /// A Binding Update for a correspondent binding without Binding Authorization Data (RFC 6275 section 9.5.1).
    case authorizationDataMissing
    /// Binding Authorization Data that is repeated, of another length, or not the end of its message (RFC 6275 section
    /// 6.2.7).
    case authorizationDataMisplaced
    /// The authenticator is not the one that the tokens make (RFC 6275 section 9.5.1).
    case authorizationDataWrong
    /// Older than the Binding Update that is being worked on.
    case supersededBindingUpdate
    /// A registration to be refused whose origin is not proved, and the rate of such refusals was spent.
    case refusalRate
    /// A first registration, and the rate of duplicate address detection was spent: the mobile node tries again.
    case duplicateAddressDetectionRate
    /// A Router Advertisement from an address of this router itself: somebody else has it, or claims to.
    case routerAdvertisementFromOwnAddress
    /// A router, or one more address of a router, for which the list of its link has no room
    /// (RFC 6275 section 10.1).
    case homeAgentsListFull
    /// A message about multicast groups while multicast is not forwarded (RFC 6275 section 10.4.3).
    case multicastDisabled
    /// A message about multicast groups that may have passed a router: its hop limit is not 1, or it has no Router Alert
    /// (RFC 3810 section 6.2).
    case listenerMessageNotLocal
    /// A message about multicast groups from a tunnel that no binding has, or from another source than has its node.
    case listenerUnknown
    /// A group of a scope that is not tunnelled: greater than link-local, smaller than global (RFC 6275 section 10.4.2).
    case groupScopeNotGlobal
    /// One more group than a mobile node may listen to.
    case groupLimitReached
    /// One more listener than a group may have.
    case groupMembersExhausted
    /// One more membership than there may be in all.
    case groupMembershipsExhausted
    /// A Home Agent Address Discovery Request to an address that is no Mobile IPv6 Home-Agents anycast address of a home
    /// link (RFC 6275 section 6.5).
    case addressDiscoveryDestination
    /// A Home Agent Address Discovery Request that an access list denies.
    case addressDiscoveryFiltered
    /// A Home Agent Address Discovery Request, and the rate of replies was spent, of its source or of all.
    case addressDiscoveryRate
    /// A Mobile Prefix Solicitation without a Home Address option (RFC 6275 section 6.7).
    case homeAddressOptionMissing
    /// There is no binding for the Home Address option, and the rate of Binding Errors was spent (RFC 6275 section
    /// 9.3.1).
    case homeAddressOptionUnverified
    /// A Mobile Prefix Solicitation, and nobody is told of the prefixes of its home link.
    case prefixDiscoveryDisabled
    /// A Mobile Prefix Solicitation, and the rate of answers was spent, of its mobile node or of all.
    case prefixSolicitationRate
    /// A Mobile Prefix Solicitation while the home link is down.
    case prefixSolicitationLinkDown
    /// A Binding Acknowledgement that answers no Binding Update of this node, or not the last (RFC 6275 section 11.7.3).
    case acknowledgementUnexpected
    /// The authenticator of a Binding Acknowledgement is not the one that the key makes (RFC 4285 section 5.1).
    case authenticationWrong
    /// A Home Agent Address Discovery Reply that answers no request of this node (RFC 6275 section 11.4.1).
    case addressDiscoveryReplyUnexpected
    /// A Home Test or Care-of Test that answers no Test Init of this node (RFC 6275 sections 11.6.2 and 11.6.3).
    case testUnexpected
    /// A Home Test that did not come through the tunnel of its home address (RFC 6275 section 11.6.2).
    case homeTestOutsideTunnel
    /// A Binding Refresh Request of who has no binding of this node, or just got one (RFC 6275 section 11.7.4).
    case refreshRequestUnexpected
    /// A Binding Error of who was sent nothing that it may be about (RFC 6275 section 11.3.6).
    case bindingErrorUnexpected
    /// A Mobile Prefix Advertisement that is not from the home agent that a home address is registered with, or answers no
    /// solicitation (RFC 6275 section 11.4.3).
    case prefixAdvertisementUnexpected
    /// An ICMPv6 error that is about no message of this node (RFC 6275 section 11.3.5).
    case errorUnexpected
}
