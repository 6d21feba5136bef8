import Core

/// The addresses of the simulated world; those of the golden packets where these have them.
enum Place {
    static let homeAgent = IPv6Address(rawValue: 0x2001_0db8_0001_0000_0000_0000_0000_0001)
    static let homeAddress = IPv6Address(rawValue: 0x2001_0db8_0001_0000_0000_0000_0000_0100)
    static let otherHomeAddress = IPv6Address(rawValue: 0x2001_0db8_0001_0000_0000_0000_0000_0200)
    static let careOf = IPv6Address(rawValue: 0x2001_0db8_0002_0000_0000_0000_0000_0100)
    static let otherCareOf = IPv6Address(rawValue: 0x2001_0db8_0003_0000_0000_0000_0000_0100)
    static let correspondent = IPv6Address(rawValue: 0x2001_0db8_0004_0000_0000_0000_0000_0001)
    /// An address that no home prefix contains.
    static let elsewhere = IPv6Address(rawValue: 0x2001_0db8_ffff_0000_0000_0000_0000_0001)
    static let wideAreaAddress = IPv6Address(rawValue: 0x2001_0db8_000f_0000_0000_0000_0000_0001)
    static let homeAgentLinkLocal = IPv6Address.linkLocal(interfaceIdentifier: 1)

    static let homeAgentLinkLayer = LinkLayerAddress(rawValue: 0x02_00_00_00_00_01)
    static let wideAreaLinkLayer = LinkLayerAddress(rawValue: 0x02_00_00_00_00_0f)
    static let nodeLinkLayer = LinkLayerAddress(rawValue: 0x02_00_00_00_01_00)

    static let homeInterface = InterfaceIndex(rawValue: 2)
    static let wideAreaInterface = InterfaceIndex(rawValue: 3)

    static let homePrefix = IPv6Prefix("2001:db8:1::/64") ?? IPv6Prefix(.unspecified)

    /// The home address of the node of a number, 0 to 65 535: `2001:db8:1::1:0` and up.
    static func homeAddress(_ number: Int) -> IPv6Address {
        IPv6Address(rawValue: homePrefix.address.rawValue | 0x1_0000 | UInt128(number))
    }

    /// A care-of address of the node of a number, different on each access link.
    static func careOf(_ number: Int, link: Int = 2) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(link) << 80 | 0x1_0000 | UInt128(number))
    }
}
