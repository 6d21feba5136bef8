extension HomeAgent {
    /// Applies changed lifetimes of home prefixes: a binding does not outlive the prefix of its home address
    /// (RFC 6275 section 10.3.1), and what the operator gives back to the prefix, the binding has again.
    mutating func homePrefixesChanged(_ context: inout Context) {
        let present = homeLinks.all.reduce(into: [:]) {
            $0[$1.name] = context.configuration.interfaces[$1.name]?.prefixes
        }
        guard present != homePrefixes else { return }
        homePrefixes = present
        for binding in cache.inOrder {
            let end = min(binding.expiry, endOfPrefix(of: binding.homeAddress) ?? binding.expiry)
            context.timers.schedule(.binding(homeAddress: binding.homeAddress), at: max(end, context.now))
        }
    }

    /// When the prefix of a home address ends; `nil` if it does not by itself.
    private func endOfPrefix(of homeAddress: IPv6Address) -> Instant? {
        guard let homeLink = homeLinks.homeLink(of: homeAddress), let prefix = homeLink.prefix(of: homeAddress),
            case .until(let valid, _) = homePrefixes[homeLink.name]?.parameters(of: prefix).lifetimes
        else { return nil }
        return valid
    }
}
