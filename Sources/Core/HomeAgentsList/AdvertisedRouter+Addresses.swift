extension AdvertisedRouter {
    /// Adds the addresses of prefix options with the R bit; a valid lifetime of 0 takes one away. What is not among
    /// them stays: an advertisement need not carry all options (RFC 4861 section 6.2.3).
    ///
    /// - Returns: False if an address found no room.
    mutating func learnAddresses(from advertisement: RouterAdvertisement, at now: Instant) -> Bool {
        var foundRoom = true
        for case .prefixInformation(let option) in advertisement.options {
            guard let address = option.homeAgentAddress else { continue }
            let place = addresses.firstIndex { $0.address.address == address.address }
            let heard = Address(address, expiry: option.expiry(from: now))
            switch (place, option.validLifetime) {
            case (let place?, 0): addresses.remove(at: place)
            case (nil, 0): break
            case (let place?, _): addresses[place] = heard
            case (nil, _) where addresses.count < HomeAgentsList.maximumAddresses: addresses.append(heard)
            case (nil, _): foundRoom = false
            }
        }
        return foundRoom
    }
}

extension AdvertisedRouter.Address {
    /// Whether its prefix is no longer valid.
    func isOver(at now: Instant) -> Bool {
        expiry.map { $0 <= now } ?? false
    }
}

extension PrefixInformation {
    /// The sender's global address; `nil` without the R bit, and for what can be nobody's address.
    fileprivate var homeAgentAddress: InterfaceAddress? {
        guard let routerAddress, routerAddress.isUnicastRoutable, !prefix.isAnycast(routerAddress) else { return nil }
        return InterfaceAddress(address: routerAddress, prefixLength: prefix.length)
    }

    /// When the prefix is no longer valid; `nil` for never.
    fileprivate func expiry(from now: Instant) -> Instant? {
        validLifetime == .max ? nil : now + .seconds(Int64(validLifetime))
    }
}
