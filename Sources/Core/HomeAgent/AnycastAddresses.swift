extension IPv6Prefix {
    /// The Mobile IPv6 Home-Agents anycast address of this subnet (RFC 2526 section 3): the anycast identifier 126 in an
    /// interface identifier of 64 bits, and behind prefixes of other lengths in one that is all ones before it. `nil`
    /// where a prefix leaves no room for anycast identifiers.
    public var homeAgentsAnycastAddress: IPv6Address? {
        guard length <= 121 else { return nil }
        return combined(with: length == 64 ? Self.homeAgentsIdentifier : Self.longHomeAgentsIdentifier)
    }

    /// Whether `address` is an anycast address of this subnet that its routers share: the subnet-router anycast
    /// address (RFC 4291 section 2.6.1), or the Mobile IPv6 Home-Agents anycast address.
    func isAnycast(_ address: IPv6Address) -> Bool {
        guard contains(address), length < 127 else { return false }
        return address == self.address || address == homeAgentsAnycastAddress
    }

    /// Of the form of EUI-64, its universal/local bit 0.
    private static let homeAgentsIdentifier = IPv6Address(rawValue: 0xfdff_ffff_ffff_fffe)
    private static let longHomeAgentsIdentifier = IPv6Address(rawValue: .max - 1)
}
