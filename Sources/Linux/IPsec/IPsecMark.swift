import CBPF

/// Numbers by which the kernel's tables tell what is the daemon's own of IPsec, and marks of packets.
enum IPsecMark {
    /// `reqid` of associations whose keys are written down.
    static let manual: UInt32 = 6275
    /// `reqid` of associations that strongSwan negotiates.
    static let negotiated: UInt32 = 6276
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
    /// The routing table that leads both to the interface that packets under ESP leave by, and the place of its rule.
    static let table: UInt32 = 6275
}
