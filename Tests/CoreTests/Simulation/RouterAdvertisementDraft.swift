import Core

/// A Router Advertisement as another router, or somebody who pretends to be one, sends it.
struct RouterAdvertisementDraft: Sendable {
    /// A prefix option with the R bit: this router's whole address.
    struct Address: Sendable {
        var address: IPv6Address
        var validLifetime: UInt32 = 2_592_000
        var preferredLifetime: UInt32 = 0
        var hasRouterBit = true
    }

    var source = IPv6Address.linkLocal(interfaceIdentifier: 0x22)
    var hopLimit: UInt8 = 255
    var isHomeAgent = true
    /// Flags but for that of a home agent.
    var flags: RouterAdvertisementFlags = []
    var routerLifetime: UInt16 = 1800
    /// Home Agent Information; `nil` leaves the option out.
    var information: (preference: UInt16, lifetime: UInt16)?
    var addresses: [Address] = []
    var interface = Place.homeInterface

    /// Changes a copy.
    func with(_ change: (inout RouterAdvertisementDraft) -> Void) -> RouterAdvertisementDraft {
        var copy = self
        change(&copy)
        return copy
    }

    /// What the home agent receives.
    var received: ReceivedPacket {
        var options = addresses.map { address in
            NeighborDiscoveryOption.prefixInformation(
                PrefixInformation(
                    prefix: IPv6Prefix(address.address, length: 64) ?? Place.homePrefix,
                    routerAddress: address.hasRouterBit ? address.address : nil,
                    validLifetime: address.validLifetime, preferredLifetime: address.preferredLifetime))
        }
        if let information {
            options.append(
                .homeAgentInformation(preference: information.preference, lifetime: information.lifetime))
        }
        let message = RouterAdvertisement(
            flags: isHomeAgent ? flags.union(.homeAgent) : flags, routerLifetime: routerLifetime, options: options)
        let builder = IPv6PacketBuilder(source: source, destination: .allNodes, hopLimit: hopLimit)
        return ReceivedPacket(
            interface: interface, linkLayerSource: nil, octets: builder.packet(.routerAdvertisement(message)))
    }
}

extension World {
    /// A Router Advertisement arrives.
    mutating func receive(_ advertisement: RouterAdvertisementDraft) {
        handle(.packet(advertisement.received))
    }

    /// The routers of the home link.
    var routers: [AdvertisedRouter] { engine.homeLinkRouters.first?.others ?? [] }
}
