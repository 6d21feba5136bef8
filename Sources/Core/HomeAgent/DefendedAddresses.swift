extension BindingUpdateFlags {
    /// What a home agent defends on the home link for a registration with these flags: the home address, and with
    /// the L flag the link-local address of the same interface identifier (RFC 6275 section 10.3.1).
    func defendedAddresses(of homeAddress: IPv6Address) -> [IPv6Address] {
        contains(.linkLocalAddressCompatibility) ? [homeAddress, homeAddress.linkLocalCompanion] : [homeAddress]
    }
}

extension IPv6Address {
    /// The link-local address with the same interface identifier.
    var linkLocalCompanion: IPv6Address {
        IPv6Address(rawValue: 0xfe80 << 112 | rawValue & UInt128(UInt64.max))
    }
}
