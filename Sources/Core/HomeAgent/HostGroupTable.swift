/// Finds the host group of a home address by its longest prefix, and that of an identifier, however many there are.
struct HostGroupTable: Sendable {
    /// By length of prefix, the longest first.
    private let groups: [(length: UInt8, byPrefix: [IPv6Prefix: HostGroup])]
    private let byIdentifier: [NetworkAccessIdentifier: HostGroup]
    /// What the table was made of.
    private let hostGroups: [HostGroup]

    init(_ hostGroups: [HostGroup] = []) {
        self.hostGroups = hostGroups
        var counts: [UInt8: Int] = [:]
        for case let prefix? in hostGroups.lazy.map(\.homeAddresses) { counts[prefix.length, default: 0] += 1 }
        var table = counts.mapValues { [IPv6Prefix: HostGroup](minimumCapacity: $0) }
        for group in hostGroups {
            guard let prefix = group.homeAddresses else { continue }
            table[prefix.length]?[prefix] = group
        }
        groups = table.sorted { $0.key > $1.key }.map { (length: $0.key, byPrefix: $0.value) }
        let identified = hostGroups.lazy.compactMap { group in group.identifier.map { ($0, group) } }
        byIdentifier = Dictionary(identified, uniquingKeysWith: { first, _ in first })
    }

    /// The table of changed groups; the same one if nothing changed.
    func following(_ hostGroups: [HostGroup]) -> HostGroupTable {
        areOther(than: hostGroups) ? HostGroupTable(hostGroups) : self
    }

    /// Whether the table was made of other groups.
    func areOther(than hostGroups: [HostGroup]) -> Bool { hostGroups != self.hostGroups }

    /// The most exact group for a home address.
    func group(for homeAddress: IPv6Address) -> HostGroup? {
        for (length, byPrefix) in groups {
            if let group = byPrefix[IPv6Prefix(leading: length, of: homeAddress)] { return group }
        }
        return nil
    }

    /// The group of one identifier, else that of its realm; `@realm` itself names nobody.
    func group(of identifier: NetworkAccessIdentifier) -> HostGroup? {
        guard !identifier.isRealm else { return nil }
        return byIdentifier[identifier] ?? byIdentifier[identifier.everybody]
    }
}
