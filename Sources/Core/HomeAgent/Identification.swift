/// Whom a Binding Update claims to be of, before it has proved anything.
///
/// A mobile node is found by its identifier (RFC 4283), by its home address, or by both, which must agree then.
enum Identification: Sendable {
    /// A node of this group, or of none; the identity is `nil` where home addresses alone tell nodes apart.
    case claimed(HostGroup?, identity: NetworkAccessIdentifier?)
    /// Of nobody that is served.
    case unknown(DropReason)
}

extension HostGroupTable {
    /// Looks for the group of what `request` says of itself.
    func identify(_ request: RegistrationRequest) -> Identification {
        let identity = request.identifier.flatMap(NetworkAccessIdentifier.init(octets:))
        if let identity, let group = group(of: identity) {
            return .claimed(group, identity: identity)
        }
        if request.asksForHomeAddress { return .unknown(.identifierUnknown) }
        guard let group = group(for: request.homeAddress), let identifier = group.identifier else {
            return .claimed(group(for: request.homeAddress), identity: nil)
        }
        // The home address is kept for nodes with another name than this one, or than none.
        if request.identifier != nil { return .unknown(.identifierUnknown) }
        return group.isKnownByHomeAddress ? .claimed(group, identity: identifier) : .unknown(.identifierMissing)
    }

    /// Whether a home address is one that nodes of `group` may have: it belongs to no more exact group.
    func mayHave(_ homeAddress: IPv6Address, _ group: HostGroup) -> Bool {
        guard let prefix = group.homeAddresses, prefix.contains(homeAddress) else { return false }
        // Nothing is more exact than one address, which is the case of most.
        return prefix.length == 128 || self.group(for: homeAddress)?.homeAddresses?.length == prefix.length
    }
}
