import Core

/// What tells the packets of one association from others, as they come from a home agent through its tunnel.
public struct ProtectedArrival: Hashable, Sendable {
    /// Who sends them.
    public var homeAgentAddress: IPv6Address
    /// What they say they are encrypted by (RFC 4303 section 2.1).
    public var securityParameterIndex: UInt32

    /// Describes what comes by an association.
    public init(homeAgentAddress: IPv6Address, securityParameterIndex: UInt32) {
        self.homeAgentAddress = homeAgentAddress
        self.securityParameterIndex = securityParameterIndex
    }
}
