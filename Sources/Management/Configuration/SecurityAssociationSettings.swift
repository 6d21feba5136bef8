import Core

/// What `authentication` says beside the Security Parameter Index of what mobile nodes send.
public struct SecurityAssociationSettings: Hashable, Sendable {
    /// `outbound-spi`: the Security Parameter Index of the answers, 256 and up; `nil` for the same one.
    public var outboundIndex: UInt32?
    /// `key`: the key of HMAC-SHA1.
    public var key: SecretKey
    /// `replay within`: seconds, 1 to 255, that timestamps may be off; `nil` if sequence numbers protect from replay.
    public var replayWindow: UInt8?

    /// Makes an association.
    public init(outboundIndex: UInt32? = nil, key: SecretKey, replayWindow: UInt8? = nil) {
        self.outboundIndex = outboundIndex
        self.key = key
        self.replayWindow = replayWindow
    }
}

extension SecurityAssociationSettings {
    /// What to say of an association.
    init(_ association: MobilitySecurityAssociation) {
        let outboundIndex = association.outboundSecurityParameterIndex
        self.init(
            outboundIndex: outboundIndex == association.securityParameterIndex ? nil : outboundIndex,
            key: association.key, replayWindow: association.replayWindow)
    }

    /// The association by its Security Parameter Index.
    func association(index: UInt32) -> MobilitySecurityAssociation {
        MobilitySecurityAssociation(
            securityParameterIndex: index, outboundSecurityParameterIndex: outboundIndex, key: key,
            replayWindow: replayWindow)
    }
}
