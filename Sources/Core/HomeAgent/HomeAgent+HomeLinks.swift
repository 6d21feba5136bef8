extension HomeAgent {
    /// Applies a change of home links to what is bound to them: what is served no more ends, what moved to another
    /// interface is defended there.
    mutating func homeLinksChanged(_ context: inout Context) {
        let former = homeLinks
        let present = HomeLinkTable(context)
        guard present != former else { return }
        for homeAddress in pending.keys.sorted() where !isUntouched(homeAddress, from: former, to: present) {
            abandonPending(homeAddress, &context)
        }
        for binding in cache.inOrder where present.homeLink(of: binding) == nil {
            end(binding.homeAddress, .homeLinkWithdrawn, &context)
        }
        homeLinks = present
        for binding in cache.inOrder { follow(binding, from: former, &context) }
        moveMemberships(&context)
    }

    private func isUntouched(
        _ homeAddress: IPv6Address, from former: HomeLinkTable, to present: HomeLinkTable
    ) -> Bool {
        present.homeLink(of: homeAddress) != nil
            && present.presence(for: homeAddress) == former.presence(for: homeAddress)
    }

    /// Defends a binding where its home address is now.
    private mutating func follow(_ binding: Binding, from former: HomeLinkTable, _ context: inout Context) {
        guard let homeLink = homeLinks.homeLink(of: binding) else { return }
        if homeLink.name != binding.homeLink { cache.move(binding.homeAddress, to: homeLink) }
        let before = former[binding.homeLink]?.presence(for: binding.homeAddress)
        let present = homeLink.presence(for: binding.homeAddress)
        if present != before { moveDefense(of: binding, from: before, to: present, &context) }
        keepWithinPrefix(binding, of: homeLink, &context)
    }

    /// A binding does not outlive its home prefix, whose end may have been put forward (RFC 6275 section 10.3.1).
    private mutating func keepWithinPrefix(_ binding: Binding, of homeLink: HomeLink, _ context: inout Context) {
        let valid = homeLink.prefixLifetimes(of: binding.homeAddress, at: context.now)?.valid ?? 0
        let end = context.now + .seconds(Int64(valid))
        guard end < binding.expiry else { return }
        cache.shorten(binding.homeAddress, to: end)
        context.timers.schedule(.binding(homeAddress: binding.homeAddress), at: end)
    }
}
