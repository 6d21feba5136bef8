extension HomeLink {
    /// The Mobile IPv6 Home-Agents anycast addresses of its prefixes (RFC 2526).
    var homeAgentsAnycastAddresses: Set<IPv6Address> {
        Set(addresses.filter(\.address.isUnicastRoutable).compactMap(\.prefix.homeAgentsAnycastAddress))
    }
}

extension HomeLinkTable {
    /// The home link that a Mobile IPv6 Home-Agents anycast address is of.
    func homeLink(ofAnycast address: IPv6Address) -> HomeLink? {
        all.first { $0.homeAgentsAnycastAddresses.contains(address) }
    }
}

extension MobilityConfiguration {
    /// The Mobile IPv6 Home-Agents anycast addresses that this node takes packets to, on a link (RFC 6275 section 8.4);
    /// none where it is no home agent.
    public func homeAgentsAnycastAddresses(on link: Link) -> Set<IPv6Address> {
        guard isHomeLink(link.name), let configuration = interfaces[link.name] else { return [] }
        return HomeLink(name: link.name, configuration: configuration, link: link).homeAgentsAnycastAddresses
    }
}
