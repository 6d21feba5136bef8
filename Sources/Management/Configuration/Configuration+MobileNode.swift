import Core

extension Configuration {
    /// What a mobile node cannot be at the same time, or have so much of.
    var mobileNodeContradiction: Contradiction? {
        guard let mobileNode else { return nil }
        let reason =
            homeLinkOfMobileNode ?? interfaceWithHomeAddress(of: mobileNode) ?? mobileNode.excessOfHomeAddresses
        return reason.map { Contradiction(path: ModePath.global.opening(.mobileNode, key: ""), reason: $0) }
    }

    /// What an operator should know of it.
    var mobileNodeWarnings: [String] {
        guard let mobileNode else { return [] }
        return [
            isMobilityEnabled ? nil : "`ipv6 mobile mobile-node` does nothing without `ipv6 mobile`.",
            routesUnicast ? Self.routerWarning : nil,
            mobileNode.interfaces.isEmpty && mobileNode.hasHome
                ? "The mobile node has no `interface`: it is attached nowhere, and registers nothing." : nil,
        ].compactMap(\.self) + mobileNode.discoveryWarnings
    }

    private static let routerWarning = """
        With `ipv6 unicast-routing` the kernel makes no care-of addresses from Router Advertisements, unless \
        net.ipv6.conf.*.accept_ra is 2.
        """

    /// A home agent forwards for others and stays where it is.
    private var homeLinkOfMobileNode: String? {
        interfaces.filter(\.value.isHomeAgentEnabled).keys.min().map { name in
            """
            Interface \(name) is a home link: a home agent is no mobile node. `no ipv6 mobile home-agent enable` there, \
            or `no ipv6 mobile mobile-node`.
            """
        }
    }

    /// A home address that would be on this machine for good.
    private func interfaceWithHomeAddress(of mobileNode: MobileNodeConfiguration) -> String? {
        let homeAddresses = mobileNode.homeAddresses.map(\.homeAddress.address)
        return interfaces.sorted { $0.key < $1.key }.lazy.compactMap { name, interface in
            homeAddresses.first { interface.addresses[$0] != nil }.map { address in
                "Home address \(address) is an address of interface \(name): the mobile node itself puts it where it belongs."
            }
        }.first
    }
}

extension MobileNodeConfiguration {
    /// Whether there is, or may be, a home address.
    fileprivate var hasHome: Bool { !homeAddresses.isEmpty || autoConfiguration != nil }

    fileprivate var excessOfHomeAddresses: String? {
        let automatic = Int(autoConfiguration?.maximum ?? 0)
        guard homeAddresses.count + automatic > Self.greatestNumberOfHomeAddresses else { return nil }
        return "A mobile node has at most \(Self.greatestNumberOfHomeAddresses) home addresses"
            + (automatic == 0 ? "." : ", those of `auto-configure` included.")
    }

    /// Home links that have no anycast address to ask on.
    fileprivate var discoveryWarnings: [String] {
        homeAddresses.filter { $0.homeAgent == .discover && $0.homeAddress.prefix.homeAgentsAnycastAddress == nil }.map
        {
            "Home address \($0.homeAddress): its prefix is too long to discover home agents by; `home-agent` names one."
        }
    }
}
