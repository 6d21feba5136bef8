import Core

/// A router of a link that a mobile node may come to.
struct SimulatedRouter: Sendable {
    var linkLocal: IPv6Address
    var linkLayer: LinkLayerAddress
    var prefixes: [PrefixInformation] = []
    var flags: RouterAdvertisementFlags = []
    /// Seconds.
    var lifetime: UInt16 = 1800
    /// Milliseconds between unsolicited advertisements; `nil` for none.
    var interval: ClosedRange<Int64>? = 30...70
    /// Whether it tells its greatest interval.
    var tellsInterval = true
    /// Whether it is there at all.
    var isOn = true
    var answersProbes = true
    /// Milliseconds before it answers a solicitation; `nil` if it does not.
    var answerDelay: ClosedRange<Int64>? = 0...500

    /// A router of `2001:db8:NUMBER::/64` with a link-local address and a link-layer address of its own.
    init(_ number: UInt64) {
        linkLocal = .linkLocal(interfaceIdentifier: 0x100 + number)
        linkLayer = LinkLayerAddress(rawValue: 0x02_00_00_00_01_00 + number)
        prefixes = [Self.prefix(number)]
    }

    static func prefix(
        _ number: UInt64, validLifetime: UInt32 = 86_400, preferredLifetime: UInt32 = 14_400,
        routerIdentifier: UInt128? = nil
    ) -> PrefixInformation {
        let network = IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(number) << 80)
        let address = routerIdentifier.map { IPv6Address(rawValue: network.rawValue | $0) }
        return PrefixInformation(
            prefix: IPv6Prefix(network, length: 64) ?? IPv6Prefix(network), routerAddress: address,
            validLifetime: validLifetime, preferredLifetime: preferredLifetime)
    }

    /// Changes a copy.
    func with(_ change: (inout SimulatedRouter) -> Void) -> SimulatedRouter {
        var copy = self
        change(&copy)
        return copy
    }

    /// What it says of itself.
    var advertisement: [UInt8] {
        var options: [NeighborDiscoveryOption] = [.sourceLinkLayerAddress(linkLayer)]
        options += prefixes.map { .prefixInformation($0) }
        if tellsInterval, let interval {
            options.append(.advertisementInterval(milliseconds: UInt32(interval.upperBound)))
        }
        let message = RouterAdvertisement(flags: flags, routerLifetime: lifetime, options: options)
        return IPv6PacketBuilder(source: linkLocal, destination: .allNodes, hopLimit: 255)
            .packet(.routerAdvertisement(message))
    }

    /// What it answers a probe.
    func answer(to source: IPv6Address) -> [UInt8] {
        let message = NeighborAdvertisement(
            flags: [.router, .solicited], target: linkLocal, options: [.targetLinkLayerAddress(linkLayer)])
        return IPv6PacketBuilder(source: linkLocal, destination: source, hopLimit: 255)
            .packet(.neighborAdvertisement(message))
    }
}
