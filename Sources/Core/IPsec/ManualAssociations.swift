/// The associations of one mobile node that are written down. In and out are the home agent's directions in a host group,
/// and the mobile node's own under a home address.
public struct ManualAssociations: Hashable, Sendable {
    /// Transport mode, for what comes in: Binding Updates and Mobile Prefix Solicitations, at a home agent.
    public var inbound: EncapsulatingSecurityPayload
    /// Transport mode, for what goes out.
    public var outbound: EncapsulatingSecurityPayload
    /// Tunnel mode, for what comes in; `nil` where nothing in the tunnel is protected.
    public var tunnelInbound: EncapsulatingSecurityPayload?
    /// Tunnel mode, for what goes out.
    public var tunnelOutbound: EncapsulatingSecurityPayload?

    /// Makes associations for transport mode.
    public init(inbound: EncapsulatingSecurityPayload, outbound: EncapsulatingSecurityPayload) {
        self.inbound = inbound
        self.outbound = outbound
    }
}
