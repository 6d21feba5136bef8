/// Identities and home addresses: who may have which. This is asked of what was authenticated.
extension HomeAgent {
    /// Settles which home address an authentic request is about, and that its node may have it.
    /// - Returns: why it is refused; `nil` if it is not.
    func settleHomeAddress(of request: inout RegistrationRequest, in group: HostGroup?) -> RegistrationRefusal? {
        guard let group, let identity = request.identity else { return nil }
        if request.asksForHomeAddress {
            guard let homeAddress = group.homeAddress ?? cache.homeAddress(of: identity) else {
                return .noHomeAddress
            }
            request.homeAddress = homeAddress
        }
        if !authentication.hostGroups.mayHave(request.homeAddress, group) { return .homeAddressOfOthers }
        return holder(of: request.homeAddress).map { $0 == identity } ?? true ? nil : .homeAddressTaken
    }

    /// Whose a home address is while it is bound, or about to be.
    private func holder(of homeAddress: IPv6Address) -> NetworkAccessIdentifier? {
        cache[homeAddress]?.identity ?? pending[homeAddress]?.request.identity
    }
}
