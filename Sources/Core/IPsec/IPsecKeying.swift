/// Where the keys of ESP come from.
public enum IPsecKeying: Hashable, Sendable {
    /// `ipsec manual`: written down; one association for each direction and mode.
    case manual(ManualAssociations)
    /// `ipsec ikev2`: negotiated by strongSwan.
    case ikev2(InternetKeyExchange)
}
