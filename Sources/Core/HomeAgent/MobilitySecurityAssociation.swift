/// A shared secret between a mobile node and its home agent (RFC 4285 section 3).
public struct MobilitySecurityAssociation: Hashable, Sendable {
    /// Security Parameter Index, 256 and up: 0 to 255 are reserved (RFC 4285 section 5.1).
    public var securityParameterIndex: UInt32
    /// The key of HMAC-SHA1.
    public var key: SecretKey

    /// Makes an association.
    public init(securityParameterIndex: UInt32, key: SecretKey) {
        self.securityParameterIndex = securityParameterIndex
        self.key = key
    }
}
