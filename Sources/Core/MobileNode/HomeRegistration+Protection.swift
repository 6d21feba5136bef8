/// Messages under ESP between this node and its home agent (RFC 6275 sections 5.1 and 11.3.2).
extension HomeRegistration {
    /// Whether what it says to the home agent, and hears, has to be under ESP.
    var isProtected: Bool { configuration.ipsec != nil }

    /// Whether Home Test Init and Home Test have to be, on their way through the tunnel (RFC 6275 section 5.2.5).
    var protectsReturnRoutability: Bool { tunnelProtection != .nothing }

    /// What of its tunnel has to be.
    var tunnelProtection: TunnelProtection { configuration.ipsec?.tunnelProtection ?? .nothing }

    /// Sends a message to the home agent, under ESP if that is asked for.
    func send(
        _ octets: [UInt8], to homeAgent: IPv6Address, from careOfAddress: IPv6Address, by attachment: Attachment,
        _ delivery: OutgoingPacket.Delivery, _ context: inout Context
    ) {
        guard let ipsec = configuration.ipsec else {
            return context.emit(.send(OutgoingPacket(octets: octets, delivery: delivery)))
        }
        let isAtHome = careOfAddress == homeAddress
        var path = HomeAgentPath(
            homeAddress: homeAddress, homeAgentAddress: homeAgent, careOfAddress: careOfAddress,
            interface: attachment.interface, neighbor: isAtHome ? homeAgent : attachment.router,
            ipsec: ipsec)
        if isAtHome, case .neighbor(_, let linkLayerAddress) = delivery { path.linkLayerAddress = linkLayerAddress }
        context.emit(.mobileNode(.leadToHomeAgent(path)))
        context.emit(.send(OutgoingPacket(octets: octets, delivery: .protected)))
    }

    /// Why a message of the home agent must not be believed; `nil` if its way is right.
    func fault(of way: MobileNode.Way) -> DropReason? {
        isProtected && way != .protected ? .protectionMissing : nil
    }
}
