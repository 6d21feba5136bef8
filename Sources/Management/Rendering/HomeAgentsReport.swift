import Core

/// `show ipv6 mobile home-agents`: the routers of the home links (RFC 6275 section 10.1).
struct HomeAgentsReport: Encodable {
    /// A home link.
    struct Link: Encodable {
        /// The kernel's name of the interface.
        var interface: String
        /// This router, as it advertises itself; absent while it does not.
        var configured: Router?
        /// The other home agents, by preference.
        var discovered: [Router]
        /// Routers that are no home agents.
        var routers: [Router]
    }

    /// A router of a home link.
    struct Router: Encodable {
        /// Where its advertisements come from.
        var linkLocalAddress: IPv6Address
        /// The higher the better; absent for what is no home agent.
        var preference: UInt16?
        /// Seconds from an advertisement on.
        var lifetime: UInt16
        /// Seconds; absent for this router.
        var lifetimeRemaining: UInt64?
        /// With the lengths of their prefixes; absent for what is no home agent.
        var globalAddresses: [String]?
    }

    /// In the order of their names.
    var links: [Link]

    /// Shows home links; with a prefix only what has an address in it.
    init(_ links: [HomeLinkRouters], prefix: IPv6Prefix?, at now: Instant) {
        self.links = links.map { link in
            let own = link.own.flatMap { $0.hasAddress(in: prefix) ? $0 : nil }
            let others = link.others.filter { $0.hasAddress(in: prefix) }
            return Link(
                interface: link.name, configured: own.map { Router($0, at: now) },
                discovered: others.filter(\.isHomeAgent).map { Router($0, at: now) },
                routers: others.filter { !$0.isHomeAgent }.map { Router($0, at: now) })
        }
    }
}

extension AdvertisedRouter {
    fileprivate func hasAddress(in prefix: IPv6Prefix?) -> Bool {
        guard let prefix else { return true }
        return addresses.contains { prefix.contains($0.address.address) }
    }
}

extension HomeAgentsReport.Router {
    fileprivate init(_ router: AdvertisedRouter, at now: Instant) {
        linkLocalAddress = router.linkLocalAddress
        preference = router.isHomeAgent ? router.preference : nil
        lifetime = router.lifetime
        lifetimeRemaining = router.expiry.map { ($0 - now).wholeSeconds }
        globalAddresses = router.isHomeAgent ? router.addresses.map(\.address.description) : nil
    }

    fileprivate var text: String {
        let rank = preference.map { "preference \($0), " } ?? ""
        let service = lifetimeRemaining.map { "\($0) of \(lifetime) seconds remaining" } ?? "\(lifetime) seconds"
        let addresses = (globalAddresses ?? []).map { "      \($0)\n" }.joined()
        return "    \(linkLocalAddress)\n      \(rank)lifetime \(service)\n\(addresses)"
    }
}

extension HomeAgentsReport: WholeReport {
    static let schema = 1

    /// A block a link.
    var text: String {
        links.isEmpty ? "There is no home link.\n" : links.map(\.text).joined()
    }
}

extension HomeAgentsReport.Link {
    fileprivate var text: String {
        let sections = [
            ("Configured", configured.map { [$0] } ?? []), ("Discovered", discovered),
            ("Routers that are no home agents", routers),
        ]
        let blocks = sections.filter { !$0.1.isEmpty }.map { "  \($0.0)\n" + $0.1.map(\.text).joined() }
        return "Home agents on \(interface)\n" + (blocks.isEmpty ? "  none\n" : blocks.joined())
    }
}
