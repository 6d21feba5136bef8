/// A router of a link that a mobile node is on, as its advertisements describe it.
struct AccessRouter: Sendable {
    /// Prefixes that are kept of a router at most.
    static let maximumPrefixes = 16

    /// Where its advertisements come from.
    let address: IPv6Address
    /// `nil` on links without link-layer addresses.
    private(set) var linkLayerAddress: LinkLayerAddress?
    /// When it is a router no more, but for another advertisement.
    private(set) var expiry: Instant
    /// The longest time between its advertisements, as it says; `nil` if it does not.
    private(set) var interval: Duration?
    /// In the order they were heard.
    private(set) var prefixes: [AccessPrefix] = []
    /// When it was heard on this link for the first time.
    let firstHeard: Instant
    /// Its last sign of life: an advertisement, or the answer to a probe.
    private(set) var lastHeard: Instant

    /// Reads an advertisement.
    init(_ advertisement: RouterAdvertisement, from address: IPv6Address, _ frame: LinkLayerAddress?, at now: Instant) {
        self.address = address
        linkLayerAddress = advertisement.sourceLinkLayerAddress ?? frame
        expiry = now + .seconds(Int64(advertisement.routerLifetime))
        interval = advertisement.interval
        firstHeard = now
        lastHeard = now
        for case .prefixInformation(let option) in advertisement.options {
            if let prefix = AccessPrefix(option, at: now) { learn(prefix) }
        }
    }

    /// Takes in another advertisement of this router. What is not in it stays: an advertisement need not carry all
    /// options (RFC 4861 section 6.2.3).
    mutating func follow(_ latest: AccessRouter) {
        linkLayerAddress = latest.linkLayerAddress ?? linkLayerAddress
        expiry = latest.expiry
        interval = latest.interval ?? interval
        lastHeard = latest.lastHeard
        latest.prefixes.forEach { learn($0) }
        forgetPrefixes(at: latest.lastHeard)
    }

    private mutating func learn(_ prefix: AccessPrefix) {
        if let place = prefixes.firstIndex(where: { $0.prefix == prefix.prefix }) {
            prefixes[place] = prefix
        } else if prefixes.count < Self.maximumPrefixes {
            prefixes.append(prefix)
        }
    }

    /// Takes in that it has answered a probe.
    mutating func answered(at now: Instant) { lastHeard = now }

    /// Forgets prefixes that are no longer valid.
    mutating func forgetPrefixes(at now: Instant) {
        prefixes.removeAll { !$0.isValid(at: now) }
    }

    /// Whether it is on the link of another router, as far as their prefixes tell.
    func sharesPrefix(with other: AccessRouter) -> Bool {
        prefixes.contains { mine in other.prefixes.contains { $0.prefix == mine.prefix } }
    }

    /// Whether another advertisement from the same link-local address is of this router. Such an address is unique on
    /// its link only, so that what is global tells, if it does (RFC 6275 section 11.5.1).
    func isSender(of latest: AccessRouter) -> Bool {
        guard latest.address == address else { return false }
        if sharesPrefix(with: latest) { return true }
        if hasGlobalAddress, latest.hasGlobalAddress { return false }
        return latest.linkLayerAddress == linkLayerAddress
    }

    /// Whether the sender of another advertisement is on this router's link, although the carrier was gone meanwhile.
    func isOnLink(of latest: AccessRouter) -> Bool {
        if prefixes.isEmpty || latest.prefixes.isEmpty { return isSender(of: latest) }
        return sharesPrefix(with: latest)
    }

    private var hasGlobalAddress: Bool { prefixes.contains { $0.routerAddress != nil } }
}

extension RouterAdvertisement {
    fileprivate var sourceLinkLayerAddress: LinkLayerAddress? {
        for case .sourceLinkLayerAddress(let address) in options { return address }
        return nil
    }

    fileprivate var interval: Duration? {
        for case .advertisementInterval(let milliseconds) in options where milliseconds > 0 {
            return .milliseconds(Int64(milliseconds))
        }
        return nil
    }
}
