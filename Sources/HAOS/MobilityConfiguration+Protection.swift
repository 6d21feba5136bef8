import Core
import Linux

extension MobilityConfiguration {
    /// The mobile nodes that speak ESP with this home agent, those of one home address: it is what associations are with.
    var protectedNodes: [ProtectedNode] {
        guard isEnabled else { return [] }
        return homeAgent.hostGroups.compactMap { group in
            guard let configuration = group.ipsec, let prefix = group.homeAddresses, prefix.length == 128 else {
                return nil
            }
            return ProtectedNode(
                homeAddress: prefix.address, homeAgentAddresses: homeAgentAddresses(for: prefix.address),
                configuration: configuration)
        }
    }

    /// The addresses on the home link of a home address that mobile nodes register with.
    private func homeAgentAddresses(for homeAddress: IPv6Address) -> [IPv6Address] {
        let homeLinks = interfaces.values.filter { interface in
            interface.isHomeLink && interface.addresses.contains { $0.prefix.contains(homeAddress) }
        }
        return Set(homeLinks.flatMap(\.addresses).map(\.address).filter { !$0.isLinkLocal }).sorted()
    }
}
