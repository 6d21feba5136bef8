/// What mobile nodes are told of the prefixes of their home link.
struct HomePrefixes: Hashable, Sendable {
    /// Prefix options that fit into a packet that fits every link: 40 octets of header, 24 of routing header, 8 of
    /// message, 32 each.
    private static let maximumPrefixes = (IPv6Header.minimumLinkMTU - IPv6Header.length - 24 - 8) / 32

    /// The M flag of any of the routers that the prefixes are from.
    private(set) var hasManagedAddresses = false
    /// The O flag of any of them.
    private(set) var hasOtherConfiguration = false
    /// Each prefix once, as the first router has it that tells it.
    private(set) var prefixes: [PrefixInformation] = []
    /// How often what other routers tell has changed: a lifetime that counted down may begin anew as it once began.
    var changes: [Int] = []

    /// Adds what a router tells (RFC 6275 sections 10.6.1 and 10.6.3).
    mutating func add(_ others: [PrefixInformation], flags: RouterAdvertisementFlags) {
        guard !others.isEmpty else { return }
        hasManagedAddresses = hasManagedAddresses || flags.contains(.managedAddresses)
        hasOtherConfiguration = hasOtherConfiguration || flags.contains(.otherConfiguration)
        for other in others where prefixes.count < Self.maximumPrefixes {
            if !prefixes.contains(where: { $0.prefix == other.prefix }) { prefixes.append(other) }
        }
    }

    /// The message that tells it.
    func advertisement(identifier: UInt16) -> MobilePrefixAdvertisement {
        MobilePrefixAdvertisement(
            identifier: identifier, hasManagedAddresses: hasManagedAddresses,
            hasOtherConfiguration: hasOtherConfiguration, options: prefixes.map { .prefixInformation($0) })
    }
}
