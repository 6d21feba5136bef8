/// A link that mobile nodes have as their home (RFC 6275 section 10.1).
struct HomeLink: Hashable, Sendable {
    /// The kernel's name of the interface.
    let name: String
    /// The interface as it is now; `nil` while there is none.
    let link: Link?
    /// Whether the link is nowhere: there is no neighbor that could be asked or told anything, now or ever.
    let isVirtual: Bool
    /// This node's addresses on it: the home prefixes with the full router address.
    let addresses: [InterfaceAddress]
    /// The home prefixes among them that `ipv6 address` gives: they stay while the interface is down.
    private let configuredPrefixes: Set<IPv6Prefix>

    /// Puts together what is configured for an interface and what the kernel has.
    init(name: String, configuration: MobilityInterfaceConfiguration, link: Link?) {
        self.name = name
        self.link = link
        isVirtual = configuration.isVirtual
        let configured = configuration.addresses
        let present = (link?.addresses ?? [])
            .filter { $0.isUsable && $0.address.isUnicastRoutable }
            .map { InterfaceAddress(address: $0.address, prefixLength: $0.prefixLength) }
        addresses = configured + present.filter { !configured.contains($0) }
        configuredPrefixes = Set(configured.map(\.prefix))
    }

    /// The interface, while neighbors can be reached through it.
    var runningLink: Link? {
        link.flatMap { $0.isRunning && !isVirtual ? $0 : nil }
    }

    /// This node's address in the home prefix that `homeAddress` belongs to; `nil` when it is of another link.
    func routerAddress(for homeAddress: IPv6Address) -> IPv6Address? {
        address(for: homeAddress)?.address
    }

    /// The home prefix that `homeAddress` belongs to; `nil` when it is of another link.
    func prefix(of homeAddress: IPv6Address) -> IPv6Prefix? {
        address(for: homeAddress)?.prefix
    }

    /// Whether the operator gave the link the home prefix that `homeAddress` belongs to.
    func configuresPrefix(of homeAddress: IPv6Address) -> Bool {
        configuredPrefixes.contains { $0.contains(homeAddress) }
    }

    /// Of prefixes in one another the longest counts, as for a route.
    private func address(for homeAddress: IPv6Address) -> InterfaceAddress? {
        addresses.reduce(nil) { best, address in
            guard address.prefix.contains(homeAddress) else { return best }
            guard let best, best.prefixLength >= address.prefixLength else { return address }
            return best
        }
    }

    /// Whether `address` is one of this node's on the link, or one that its routers share.
    func isRouterAddress(_ address: IPv6Address) -> Bool {
        addresses.contains { $0.address == address || $0.prefix.isAnycast(address) }
    }

    /// How this node speaks on the link for a home address.
    struct Presence: Hashable, Sendable {
        let interface: InterfaceIndex
        /// This node's link-layer address there.
        let linkLayerAddress: LinkLayerAddress?
        /// This node's address in the home prefix.
        let source: IPv6Address

        func targets(_ addresses: some Sequence<IPv6Address>) -> [NeighborTarget] {
            addresses.sorted().map { NeighborTarget(interface: interface, address: $0) }
        }
    }

    /// `nil` while the link is down, and for a home address of another link.
    func presence(for homeAddress: IPv6Address) -> Presence? {
        guard let link = runningLink, let source = routerAddress(for: homeAddress) else { return nil }
        return Presence(interface: link.index, linkLayerAddress: link.linkLayerAddress, source: source)
    }
}
