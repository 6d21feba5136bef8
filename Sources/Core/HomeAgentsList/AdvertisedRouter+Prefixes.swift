extension AdvertisedRouter {
    /// Its prefixes, but for what changes by the passage of time alone.
    var saidPrefixes: [PrefixInformation] { prefixes.map(\.said) }
    /// How often they changed.
    var prefixChanges: [Int] { prefixes.map(\.changes) }

    /// Takes in its addresses and its prefixes.
    ///
    /// - Returns: False if one of them found no room.
    mutating func learn(from advertisement: RouterAdvertisement, at now: Instant) -> Bool {
        let hasRoomForAddresses = learnAddresses(from: advertisement, at: now)
        return learnPrefixes(from: advertisement, at: now) && hasRoomForAddresses
    }

    /// Takes in its prefixes. What is not in the message stays, as with addresses.
    ///
    /// - Returns: False if a prefix found no room.
    private mutating func learnPrefixes(from advertisement: RouterAdvertisement, at now: Instant) -> Bool {
        var foundRoom = true
        for case .prefixInformation(let option) in advertisement.options {
            guard option.prefix.address.isUnicastRoutable else { continue }
            if let place = prefixes.firstIndex(where: { $0.said.prefix == option.prefix }) {
                prefixes[place].follow(option, at: now)
            } else if prefixes.count < HomeAgentsList.maximumAddresses {
                prefixes.append(AdvertisedHomePrefix(option, at: now))
            } else {
                foundRoom = false
            }
        }
        prefixes.removeAll { $0.remaining(at: now) == nil }
        return foundRoom
    }
}
