/// The home links of this node; empty when it is no home agent.
struct HomeLinkTable: Hashable, Sendable {
    private var links: [HomeLink] = []

    init() {}

    init(_ context: Context) {
        guard context.configuration.isEnabled else { return }
        links = context.configuration.interfaces
            .filter { $0.value.isHomeLink }
            .map { HomeLink(name: $0.key, configuration: $0.value, link: context.links[$0.key]) }
            .sorted { $0.name < $1.name }
    }

    var isEmpty: Bool { links.isEmpty }

    /// In the order of their names.
    var all: [HomeLink] { links }

    /// The interfaces of those that exist.
    var interfaces: Set<InterfaceIndex> { Set(links.compactMap(\.link?.index)) }

    /// The link that `homeAddress` is on by its prefix (RFC 6275 section 10.3.1), the longest where prefixes of links
    /// lie in one another.
    func homeLink(of homeAddress: IPv6Address) -> HomeLink? {
        var best: (link: HomeLink, length: UInt8)?
        for link in links {
            guard let length = link.prefix(of: homeAddress)?.length, length > best?.length ?? 0 else { continue }
            best = (link, length)
        }
        return best?.link
    }

    /// The link of a binding: where its home address is by its prefix, else where it was when it registered.
    func homeLink(of binding: Binding) -> HomeLink? {
        homeLink(of: binding.homeAddress) ?? self[binding.homeLink]
    }

    /// Whether the operator gave a home link the prefix of a home address.
    func configuresPrefix(of homeAddress: IPv6Address) -> Bool {
        links.contains { $0.configuresPrefix(of: homeAddress) }
    }

    subscript(name: String) -> HomeLink? {
        links.first { $0.name == name }
    }

    /// How this node speaks for a home address on its home link.
    func presence(for homeAddress: IPv6Address) -> HomeLink.Presence? {
        homeLink(of: homeAddress)?.presence(for: homeAddress)
    }
}
