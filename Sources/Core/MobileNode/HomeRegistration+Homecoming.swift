/// The return to the home link (RFC 6275 section 11.5.5).
extension HomeRegistration {
    /// The home agent's link-layer address was asked for in vain.
    mutating func neighborDeadline(_ context: inout Context) {
        guard homecoming.neighborDeadline(homeAddress, &context) else { return }
        transmit(&context)
        settle(&context)
    }

    /// Somebody advertises an address on a link: maybe the home agent's.
    mutating func heard(
        _ advertisement: NeighborAdvertisement, on interface: InterfaceIndex, _ context: inout Context
    ) {
        guard homecoming.heard(advertisement, on: interface, homeAddress, &context) else { return }
        transmit(&context)
        settle(&context)
    }

    /// The home agent has no binding any more.
    mutating func deleted(_ exchange: RegistrationExchange, _ context: inout Context) {
        possibleBinding = nil
        self.exchange = nil
        lastUpdate = nil
        scheduleEnd(&context)
        if case .home(let attachment) = whereabouts, exchange.goal.kind == .deletionAtHome {
            arrived(at: homeAddress, attachment, exchange, &context)
            if let presence = presence(on: attachment.interface, context) {
                homecoming.takeBack(homeAddress, presence, ownAddresses(on: attachment.interface, context), &context)
            }
        }
        pursue(&context)
    }

    /// The next advertisement of the home address is due.
    mutating func advertisementDeadline(_ context: inout Context) {
        guard case .home(let attachment) = whereabouts, let presence = presence(on: attachment.interface, context)
        else { return }
        homecoming.advertise(homeAddress, presence, ownAddresses(on: attachment.interface, context), &context)
    }

    private func presence(on interface: InterfaceIndex, _ context: Context) -> HomeLink.Presence? {
        guard let linkLayerAddress = context.links[interface]?.linkLayerAddress else { return nil }
        return HomeLink.Presence(interface: interface, linkLayerAddress: linkLayerAddress, source: homeAddress)
    }

    /// The addresses that the home agent spoke for.
    private func ownAddresses(on interface: InterfaceIndex, _ context: Context) -> [IPv6Address] {
        Array(flags(on: interface, context).defendedAddresses(of: homeAddress))
    }
}
