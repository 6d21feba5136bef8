/// What the operator's filters say of registrations, and of questions for home agents. They are asked of what was
/// authenticated, and not of de-registrations: those only give up what was granted.
extension HomeAgent {
    /// Whether all filters that are configured let a registration pass; the first that does not is the last asked.
    func areFiltersPassed(
        by request: RegistrationRequest, on homeLink: HomeLink, _ context: inout Context
    ) -> Bool {
        let message = FilteredMessage(request)
        return context.isPermitted(request.source, message, by: context.configuration.bindingFilter) ?? true
            && isRoamingPermitted(
                from: request.homeAddress, to: request.careOfAddress, message, on: homeLink, &context)
    }

    /// Access lists judge the way from the home link to where the mobile node is: from its home address, if that is
    /// known.
    func isRoamingPermitted(
        from source: IPv6Address, to destination: IPv6Address, _ message: FilteredMessage, on homeLink: HomeLink,
        _ context: inout Context
    ) -> Bool {
        let configuration = context.configuration
        let names = [configuration.homeAgent.accessList, configuration.interfaces[homeLink.name]?.accessList]
        return names.allSatisfy { name in
            guard let name, let list = configuration.accessLists[name],
                let verdict = list.verdict(source: source, destination: destination, message.traits)
            else { return true }
            let match = FilterMatch(
                filter: FilterName(.accessList, name), verdict: verdict, source: source, destination: destination,
                message, context)
            return context.takes(match)
        }
    }
}

extension FilterMatch {
    fileprivate init(
        filter: FilterName, verdict: FilterVerdict, source: IPv6Address, destination: IPv6Address?,
        _ message: FilteredMessage, _ context: Context
    ) {
        self.init(
            filter: filter, verdict: verdict, source: source, destination: destination,
            upperLayerProtocol: message.traits.upperLayerProtocol, interface: context.links[message.interface]?.name,
            linkLayerSource: message.linkLayerSource)
    }
}

extension Context {
    /// Whether a prefix list permits an address that a message is about; `nil` if there is no such list, or nothing in
    /// it.
    mutating func isPermitted(_ address: IPv6Address, _ message: FilteredMessage, by name: String?) -> Bool? {
        guard let name, let verdict = configuration.prefixLists[name]?.verdict(on: address) else { return nil }
        let match = FilterMatch(
            filter: FilterName(.prefixList, name), verdict: verdict, source: address, destination: nil, message, self)
        return takes(match)
    }

    /// Counts a match; true if it permits.
    fileprivate mutating func takes(_ match: FilterMatch) -> Bool {
        filterCounters.record(match.filter, match.verdict.line)
        observe(.filterMatched(match))
        return match.verdict.action == .permit
    }
}
