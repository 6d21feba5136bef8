/// `ipsec` of a host group, or of a home address of this node: what goes under ESP between mobile node and home agent
/// (RFC 4877, RFC 6275 section 5.1). Binding Updates, their acknowledgements, and prefix discovery always do.
///
/// Lines come one by one: while some are missing, what they are for does not pass, and nothing passes unprotected.
public struct IPsecConfiguration: Hashable, Sendable {
    /// Where the keys come from; `nil` while that is not said.
    public var keying: IPsecKeying?
    /// `ipsec protect return-routability`: Home Test Init and Home Test go under ESP in tunnel mode (RFC 6275 section
    /// 5.2.5).
    public var protectsReturnRoutability = false
    /// `ipsec protect payload`: so does everything else in the tunnel between mobile node and home agent.
    public var protectsPayload = false

    /// Makes a protection of registrations and prefix discovery.
    public init(keying: IPsecKeying? = nil) {
        self.keying = keying
    }
}
