import CBPF

/// Numbers by which the kernel's tables tell what is the daemon's own of IPsec, and marks of packets.
enum IPsecMark {
    /// `reqid` of associations whose keys are written down.
    static let manual: UInt32 = 6275
    /// `reqid` of associations that strongSwan negotiates for Mobility Headers: the mobile node's number is added, here
    /// and in the next three. The kernel tells associations of one pair of addresses apart by nothing else.
    static let negotiatedMobility: UInt32 = 0x6276_0000
    /// For prefix discovery.
    static let negotiatedPrefixDiscovery: UInt32 = 0x6277_0000
    /// For what is tunneled, with a care-of address as one end.
    static let negotiatedTunnel: UInt32 = 0x6278_0000
    /// `reqid` of the daemon's copies of those that lead to a mobile node, whose end is the home address.
    static let copiedTunnel: UInt32 = 0x6279_0000
    /// On packets that came by a mobile node's associations: its number is added.
    static let firstInbound: UInt32 = HAOS_INBOUND_MARK
    /// Mobile nodes that have numbers of their own.
    static let inboundLimit: UInt32 = 0x1_0000
    /// On what is sent to mobile nodes under ESP in transport mode.
    static let transport: UInt32 = 0x6276_0001
    /// On what was encrypted for a tunnel.
    static let tunnel: UInt32 = HAOS_TUNNEL_MARK
    /// The bits that both of these have in common with nothing else.
    static let outboundMask: UInt32 = 0xffff_0000
    /// The part of a negotiated `reqid` that is a mobile node's number.
    static let numberMask: UInt32 = 0x0000_ffff
    /// The routing table that leads both to the interface that packets under ESP leave by, and the place of its rule.
    static let table: UInt32 = 6275

    /// Whose associations have a `reqid` that is negotiated: the number of a mobile node.
    static func number(ofNegotiated requestIdentifier: UInt32) -> UInt32? {
        let kinds = [negotiatedMobility, negotiatedPrefixDiscovery, negotiatedTunnel, copiedTunnel]
        return kinds.contains(requestIdentifier & ~numberMask) ? requestIdentifier & numberMask : nil
    }
}
