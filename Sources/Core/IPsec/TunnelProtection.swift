/// What of the tunnel between home agent and mobile node goes under ESP (RFC 6275 section 5.1).
public enum TunnelProtection: Hashable, Sendable {
    /// Nothing.
    case nothing
    /// Home Test Init and Home Test (RFC 6275 section 5.2.5), and everything else with a Mobility Header.
    case returnRoutability
    /// Everything.
    case everything
}

extension IPsecConfiguration {
    /// What of the tunnel goes under ESP.
    public var tunnelProtection: TunnelProtection {
        if protectsPayload { return .everything }
        return protectsReturnRoutability ? .returnRoutability : .nothing
    }
}
