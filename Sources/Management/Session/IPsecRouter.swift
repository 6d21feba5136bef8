/// What operators see of IPsec.
public protocol IPsecRouter: AnyObject {
    /// The security associations of mobile nodes that the kernel has, by home address.
    ///
    /// - Throws: a refusal that says why the kernel has none: it has no ESP for IPv6, say.
    func securityAssociations() throws(Refusal) -> [SecurityAssociationStatus]

    /// How strongSwan negotiates; `nil` if nothing is to be negotiated.
    var keyExchange: KeyExchangeStatus? { get }
}
