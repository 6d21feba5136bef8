/// A well-formed Binding Update with what is needed to answer it.
public struct RegistrationRequest: Hashable, Sendable {
    /// From the Home Address option, else the packet's source (RFC 6275 section 9.5.1); :: while one is asked for.
    public internal(set) var homeAddress: IPv6Address
    /// Whether the Home Address option holds ::, and the identifier is to tell the home address.
    public let asksForHomeAddress: Bool
    /// The identifier that the mobile node says is its own, as it came: a Network Access Identifier, if it is in order
    /// (RFC 4283 section 3.1); `nil` if it says none.
    public let identifier: [UInt8]?
    /// Whose it is, where host groups tell nodes apart by their identifiers; only what was authenticated is.
    public internal(set) var identity: NetworkAccessIdentifier?
    /// From the Alternate Care-of Address option, else the packet's source (RFC 6275 section 6.1.7).
    public let careOfAddress: IPv6Address
    /// The packet's source on the wire; acknowledgements go there (RFC 6275 section 9.5.4).
    public let source: IPv6Address
    /// The packet's destination: the home agent address the mobile node uses.
    public let homeAgentAddress: IPv6Address
    /// The interface it came in through.
    public let interface: InterfaceIndex
    /// The link-layer source of its frame.
    public let linkLayerSource: LinkLayerAddress?
    /// Its Sequence Number.
    public let sequenceNumber: UInt16
    /// Its flags.
    public let flags: BindingUpdateFlags
    /// The lifetime asked for, in units of 4 seconds; 0 asks for deletion.
    public let lifetime: UInt16
    /// Whether a Home Address option named the home address.
    public let hasHomeAddressOption: Bool
    /// When the mobile node wrote it, if it says so (RFC 4285 section 6).
    public let timestamp: NetworkTimestamp?
    /// What access lists look at in its packet.
    public let traits: PacketTraits
    /// The association it was authenticated by, to authenticate the answer with; `nil` before and without it.
    public internal(set) var securityAssociation: MobilitySecurityAssociation?
    /// The home address whose association of ESP it came by; it is answered by the same one.
    public let protection: IPv6Address?
    /// What of its tunnel goes under ESP.
    var tunnelProtection = TunnelProtection.nothing

    /// Whether its origin is proved, so that every answer is his to ask for.
    var isAuthentic: Bool { securityAssociation != nil || protection == homeAddress }

    /// Whether it asks for the binding to be deleted (RFC 6275 section 6.1.7).
    public var isDeletion: Bool { lifetime == 0 }

    /// The tunnel it asks for.
    var forwardingEntry: ForwardingEntry {
        ForwardingEntry(
            homeAddress: homeAddress, careOfAddress: careOfAddress, homeAgentAddress: homeAgentAddress,
            protection: tunnelProtection)
    }

    /// Names the node in an answer as it named itself (RFC 4285 section 4).
    var identifierOptions: [MobilityOption] {
        identifier.map {
            let subtype = MobileNodeIdentifierOption.networkAccessIdentifier
            return [.mobileNodeIdentifier(MobileNodeIdentifierOption(subtype: subtype, identifier: $0))]
        } ?? []
    }

    /// Reads the addresses and fields of `update`, which came in `packet`, which came by `received`.
    init(_ update: BindingUpdate, in packet: IPv6Packet, received: ReceivedPacket) {
        homeAddress = packet.homeAddress ?? packet.header.source
        identifier = update.networkAccessIdentifier
        asksForHomeAddress = packet.homeAddress == .unspecified && identifier != nil
        careOfAddress = update.alternateCareOfAddress ?? packet.header.source
        source = packet.header.source
        homeAgentAddress = packet.header.destination
        interface = received.interface
        linkLayerSource = received.linkLayerSource
        sequenceNumber = update.sequenceNumber
        flags = update.flags
        lifetime = update.lifetime
        hasHomeAddressOption = packet.homeAddress != nil
        timestamp = update.timestamp
        traits = PacketTraits(packet, .mobility(.bindingUpdate))
        identity = nil
        securityAssociation = nil
        protection = received.protection
    }
}
