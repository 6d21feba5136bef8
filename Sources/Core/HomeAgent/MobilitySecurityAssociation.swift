/// A shared secret between a mobile node and its home agent (RFC 4285 section 3).
public struct MobilitySecurityAssociation: Hashable, Sendable {
    /// The Security Parameter Index of what the mobile node sends, 256 and up: 0 to 255 are reserved (RFC 4285 section
    /// 5.1).
    public var securityParameterIndex: UInt32
    /// The Security Parameter Index of what it is answered with, 256 and up.
    public var outboundSecurityParameterIndex: UInt32
    /// The key of HMAC-SHA1.
    public var key: SecretKey
    /// Seconds, 1 to 255, that timestamps may be away from this node's clock (RFC 4285 section 6); `nil` if sequence
    /// numbers protect from replay, and not timestamps.
    public var replayWindow: UInt8?

    /// Makes an association; without an outbound index the one index is for both directions.
    public init(
        securityParameterIndex: UInt32, outboundSecurityParameterIndex: UInt32? = nil, key: SecretKey,
        replayWindow: UInt8? = nil
    ) {
        self.securityParameterIndex = securityParameterIndex
        self.outboundSecurityParameterIndex = outboundSecurityParameterIndex ?? securityParameterIndex
        self.key = key
        self.replayWindow = replayWindow
    }
}
