extension IPv6Prefix {
    /// Whether `address` is an anycast address of this subnet that its routers share: the subnet-router anycast
    /// address (RFC 4291 section 2.6.1), or the Mobile IPv6 Home-Agents anycast address (RFC 2526 section 3).
    func isAnycast(_ address: IPv6Address) -> Bool {
        guard contains(address), length < 127 else { return false }
        return address == self.address
            || length == 64 && UInt64(truncatingIfNeeded: address.rawValue) == Self.homeAgentsIdentifier
    }

    /// The interface identifier of the Mobile IPv6 Home-Agents anycast address under a /64.
    private static let homeAgentsIdentifier: UInt64 = 0xfdff_ffff_ffff_fffe
}
