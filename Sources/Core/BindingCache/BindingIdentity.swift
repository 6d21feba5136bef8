/// Whose a binding is, as a key: bindings of one mobile node are neighbors.
struct BindingIdentity: Comparable, Sendable {
    let identity: NetworkAccessIdentifier
    let homeAddress: IPv6Address

    init(identity: NetworkAccessIdentifier, homeAddress: IPv6Address) {
        self.identity = identity
        self.homeAddress = homeAddress
    }

    /// `nil` for a binding of nobody in particular.
    init?(_ binding: Binding) {
        guard let identity = binding.identity else { return nil }
        self.init(identity: identity, homeAddress: binding.homeAddress)
    }

    static func < (left: BindingIdentity, right: BindingIdentity) -> Bool {
        (left.identity, left.homeAddress) < (right.identity, right.homeAddress)
    }
}
