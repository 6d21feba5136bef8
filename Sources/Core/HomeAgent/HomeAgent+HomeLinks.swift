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
        for binding in cache.inOrder where isWithdrawn(binding, from: former, to: present) {
            end(binding.homeAddress, .homeLinkWithdrawn, &context)
        }
        homeLinks = present
        for binding in cache.inOrder { follow(binding, from: former, &context) }
        moveMemberships(&context)
    }

    /// Whether the home link of a binding is one no more, or the operator took its prefix away. An address that only
    /// the kernel lost is no such order: kernels forget addresses of interfaces that are set down.
    private func isWithdrawn(_ binding: Binding, from former: HomeLinkTable, to present: HomeLinkTable) -> Bool {
        present.homeLink(of: binding) == nil
            || former.configuresPrefix(of: binding.homeAddress) && !present.configuresPrefix(of: binding.homeAddress)
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
    }
}
