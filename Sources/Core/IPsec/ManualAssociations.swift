/// The associations of one mobile node that are written down. In and out are the home agent's directions in a host group,
/// and the mobile node's own under a home address. `nil` is one that is not there, or not yet.
public struct ManualAssociations: Hashable, Sendable {
    /// Transport mode, for what comes in: Binding Updates and Mobile Prefix Solicitations, at a home agent.
    public var inbound: EncapsulatingSecurityPayload?
    /// Transport mode, for what goes out.
    public var outbound: EncapsulatingSecurityPayload?
    /// Tunnel mode, for what comes in: Home Test Init and payload that is to be protected, at a home agent.
    public var tunnelInbound: EncapsulatingSecurityPayload?
    /// Tunnel mode, for what goes out.
    public var tunnelOutbound: EncapsulatingSecurityPayload?

    /// Makes associations for transport mode; none by default.
    public init(inbound: EncapsulatingSecurityPayload? = nil, outbound: EncapsulatingSecurityPayload? = nil) {
        self.inbound = inbound
        self.outbound = outbound
    }
}
