/// What the operator's filters say of registrations. They are asked of what was authenticated, and not of
/// de-registrations: those only give up what was granted.
extension HomeAgent {
    /// Whether all filters that are configured let a registration pass; the first that does not is the last asked.
    func areFiltersPassed(
        by request: RegistrationRequest, on homeLink: HomeLink, _ context: inout Context
    ) -> Bool {
        let configuration = context.configuration
        let accessLists = [
            configuration.homeAgent.accessList, configuration.interfaces[homeLink.name]?.accessList,
        ]
        return isSourcePermitted(of: request, by: configuration.bindingFilter, &context)
            && accessLists.allSatisfy { isRoamingPermitted(of: request, by: $0, &context) }
    }

    /// A prefix list judges the source address of the packet.
    func isSourcePermitted(
        of request: RegistrationRequest, by name: String?, _ context: inout Context
    ) -> Bool {
        guard let name, let verdict = context.configuration.prefixLists[name]?.verdict(on: request.source) else {
            return true
        }
        let match = FilterMatch(
            filter: FilterName(.prefixList, name), verdict: verdict, source: request.source, destination: nil,
            request, context)
        return context.takes(match)
    }

    /// An access list judges the way from the home address to the care-of address.
    private func isRoamingPermitted(
        of request: RegistrationRequest, by name: String?, _ context: inout Context
    ) -> Bool {
        let (source, destination) = (request.homeAddress, request.careOfAddress)
        guard let name, let list = context.configuration.accessLists[name],
            let verdict = list.verdict(source: source, destination: destination, request.traits)
        else { return true }
        let match = FilterMatch(
            filter: FilterName(.accessList, name), verdict: verdict, source: source, destination: destination,
            request, context)
        return context.takes(match)
    }
}

extension FilterMatch {
    fileprivate init(
        filter: FilterName, verdict: FilterVerdict, source: IPv6Address, destination: IPv6Address?,
        _ request: RegistrationRequest, _ context: Context
    ) {
        self.init(
            filter: filter, verdict: verdict, source: source, destination: destination,
            upperLayerProtocol: request.traits.upperLayerProtocol, interface: context.links[request.interface]?.name,
            linkLayerSource: request.linkLayerSource)
    }
}

extension Context {
    /// Counts a match; true if it permits.
    fileprivate mutating func takes(_ match: FilterMatch) -> Bool {
        filterCounters.record(match.filter, match.verdict.line)
        observe(.filterMatched(match))
        return match.verdict.action == .permit
    }
}
