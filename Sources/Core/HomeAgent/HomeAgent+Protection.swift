/// What goes under ESP of a mobile node's tunnel.
extension HomeAgent {
    /// Whether Home Test Inits of a home address have to come under ESP. This node's own correspondent takes none of
    /// those: what comes out of the tunnel looks alike, whether it was protected or not.
    func protectsReturnRoutability(of homeAddress: IPv6Address) -> Bool {
        (authentication.hostGroups.group(for: homeAddress)?.ipsec?.tunnelProtection ?? .nothing) != .nothing
    }

    /// Host groups changed, and with them perhaps what goes under ESP of the tunnels that there are.
    mutating func protectTunnels(_ context: inout Context) {
        for binding in cache.inOrder {
            let group =
                binding.identity.flatMap { authentication.hostGroups.group(of: $0) }
                ?? authentication.hostGroups.group(for: binding.homeAddress)
            let protection = group?.ipsec?.tunnelProtection ?? .nothing
            guard protection != binding.tunnelProtection else { continue }
            var changed = binding
            changed.tunnelProtection = protection
            cache.store(changed)
            askForTunnel(changed.forwardingEntry, &context)
        }
    }
}
