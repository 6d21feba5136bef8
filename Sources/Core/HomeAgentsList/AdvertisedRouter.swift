/// A router of a home link, as its Router Advertisements describe it: a home agent, which is an entry of the Home
/// Agents List (RFC 6275 section 10.1), or a router that is none.
public struct AdvertisedRouter: Hashable, Sendable {
    /// A global address of it, from a prefix option with the R bit (RFC 6275 section 7.2).
    public struct Address: Hashable, Sendable {
        /// The address, with the length of its prefix.
        public let address: InterfaceAddress
        /// When its prefix is no longer valid; `nil` for never.
        public let expiry: Instant?

        /// Makes an address of a router.
        public init(_ address: InterfaceAddress, expiry: Instant?) {
            self.address = address
            self.expiry = expiry
        }
    }

    /// Where its advertisements come from; this and the link tell one router from another.
    public let linkLocalAddress: IPv6Address
    /// The H bit (RFC 6275 section 7.1).
    public let isHomeAgent: Bool
    /// Among the home agents of the link, the higher the better (RFC 6275 section 7.4).
    public let preference: UInt16
    /// Seconds for which it serves from its last advertisement on, as a home agent or else as a router.
    public let lifetime: UInt16
    /// When that ends; `nil` for this router itself.
    public let expiry: Instant?
    /// Its global addresses in the order they were heard; of a home agent only.
    public internal(set) var addresses: [Address]
    /// The flags of its last advertisement.
    let flags: RouterAdvertisementFlags
    /// Its prefixes in the order they were heard; of a home agent only.
    var prefixes: [AdvertisedHomePrefix] = []

    /// Describes a router.
    public init(
        linkLocalAddress: IPv6Address, isHomeAgent: Bool, preference: UInt16, lifetime: UInt16, expiry: Instant?,
        addresses: [Address] = [], flags: RouterAdvertisementFlags = []
    ) {
        self.linkLocalAddress = linkLocalAddress
        self.isHomeAgent = isHomeAgent
        self.preference = preference
        self.lifetime = lifetime
        self.expiry = expiry
        self.addresses = addresses
        self.flags = flags
    }
}

extension AdvertisedRouter {
    /// Reads what an advertisement says of its sender (RFC 6275 section 10.5.1), but for addresses and prefixes. Of several Home
    /// Agent Information options the first counts. At no moment it is this router, which does not end.
    init(_ advertisement: RouterAdvertisement, from source: IPv6Address, at now: Instant?) {
        let isHomeAgent = advertisement.flags.contains(.homeAgent)
        let information = isHomeAgent ? advertisement.homeAgentInformation : nil
        let lifetime = information?.lifetime ?? advertisement.routerLifetime
        self.init(
            linkLocalAddress: source, isHomeAgent: isHomeAgent, preference: information?.preference ?? 0,
            lifetime: lifetime, expiry: now.map { $0 + .seconds(Int64(lifetime)) },
            flags: advertisement.flags)
    }

    /// The next moment at which something of it ends.
    var deadline: Instant? {
        (addresses.map(\.expiry) + [expiry]).compactMap(\.self).min()
    }

    /// Home agents before others, of them the better first (RFC 6275 section 10.5.1), and of equal ones that with the
    /// lower address.
    static func isPreferred(_ left: AdvertisedRouter, to right: AdvertisedRouter) -> Bool {
        guard left.isHomeAgent == right.isHomeAgent else { return left.isHomeAgent }
        return (right.preference, left.linkLocalAddress) < (left.preference, right.linkLocalAddress)
    }
}

extension RouterAdvertisement {
    fileprivate var homeAgentInformation: (preference: UInt16, lifetime: UInt16)? {
        for case .homeAgentInformation(let preference, let lifetime) in options { return (preference, lifetime) }
        return nil
    }
}
