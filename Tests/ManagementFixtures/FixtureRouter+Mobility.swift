import Core
import Management

extension FixtureRouter {
    /// More than there are now were bound at a time.
    public var bindingNumbers: BindingNumbers { BindingNumbers(inUse: UInt64(records.count), peak: 7) }

    /// Forgets the other routers of a home link, or of all.
    public func clearHomeAgents(on homeLink: String?) {
        homeLinkRouters = homeLinkRouters.map { link in
            guard homeLink == nil || link.name == homeLink else { return link }
            return HomeLinkRouters(name: link.name, isRunning: link.isRunning, own: link.own, others: [])
        }
    }

    /// Of the first registered node's path something is known.
    public func pathMTU(homeAddress: IPv6Address) -> UInt32? {
        homeAddress == FixtureBindings.all[0].homeAddress ? 1420 : nil
    }
}

/// Home links that a fixture router may have.
public enum FixtureHomeLinks {
    /// One with another home agent, which has a second address, and a router that is none.
    public static var all: [HomeLinkRouters] {
        let own = AdvertisedRouter(
            linkLocalAddress: linkLocal(1), isHomeAgent: true, preference: 10, lifetime: 1800, expiry: nil,
            addresses: [address(1, 1)])
        let other = AdvertisedRouter(
            linkLocalAddress: linkLocal(2), isHomeAgent: true, preference: 200, lifetime: 600,
            expiry: Instant(nanoseconds: 422_000_000_000), addresses: [address(1, 2), address(7, 2)])
        let router = AdvertisedRouter(
            linkLocalAddress: linkLocal(3), isHomeAgent: false, preference: 0, lifetime: 9000,
            expiry: Instant(nanoseconds: 8_000_500_000_000))
        return [HomeLinkRouters(name: "home0", isRunning: true, own: own, others: [other, router])]
    }

    private static func linkLocal(_ host: UInt64) -> IPv6Address {
        .linkLocal(interfaceIdentifier: host)
    }

    private static func address(_ subnet: UInt128, _ host: UInt128) -> AdvertisedRouter.Address {
        let address = IPv6Address(rawValue: 0x2001_0db8 << 96 | subnet << 80 | host)
        return AdvertisedRouter.Address(InterfaceAddress(address: address, prefixLength: 64), expiry: nil)
    }
}
