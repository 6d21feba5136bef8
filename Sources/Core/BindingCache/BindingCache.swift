/// The home registrations there are, and for a while what protects those that ended from replay
/// (RFC 6275 sections 9.1 and 10.3.2).
struct BindingCache: Sendable {
    /// What the next Binding Update for a home address has to exceed.
    private struct Guard: Sendable {
        var sequenceNumber: UInt16
        var acceptedTimestamp: AcceptedTimestamp?
    }

    /// Keyed by home address.
    private(set) var bindings: [IPv6Address: Binding] = [:]
    /// Their home addresses.
    private var homeAddresses = SortedKeys<IPv6Address>()
    /// Where they are.
    private var locations = SortedKeys<BindingLocation>()
    /// Whose they are, as far as that is known.
    private var identities = SortedKeys<BindingIdentity>()
    /// The most bindings there ever were at a time.
    private(set) var peak = 0
    /// Of ended bindings, by home address.
    private var retained: [IPv6Address: Guard] = [:]

    /// The bindings in the order of their home addresses: what is done to many of them is done in the same order on
    /// each run.
    var inOrder: [Binding] { homeAddresses.all.compactMap { bindings[$0] } }

    subscript(homeAddress: IPv6Address) -> Binding? { bindings[homeAddress] }

    /// The last accepted sequence number for a home address, also of a binding that ended a short while ago.
    func lastSequenceNumber(for homeAddress: IPv6Address) -> UInt16? {
        bindings[homeAddress]?.sequenceNumber ?? retained[homeAddress]?.sequenceNumber
    }

    /// The last accepted timestamp for a home address, also of a binding that ended a short while ago.
    func lastTimestamp(for homeAddress: IPv6Address) -> NetworkTimestamp? {
        let accepted = bindings[homeAddress]?.acceptedTimestamp ?? retained[homeAddress]?.acceptedTimestamp
        return accepted?.timestamp
    }

    mutating func store(_ binding: Binding) {
        retained[binding.homeAddress] = nil
        let former = bindings.updateValue(binding, forKey: binding.homeAddress)
        if former == nil {
            homeAddresses.insert(binding.homeAddress)
            peak = max(peak, bindings.count)
        }
        if former?.careOfAddress != binding.careOfAddress {
            former.map { locations.remove(BindingLocation($0)) }
            locations.insert(BindingLocation(binding))
        }
        if former?.identity != binding.identity {
            former.flatMap(BindingIdentity.init).map { identities.remove($0) }
            BindingIdentity(binding).map { identities.insert($0) }
        }
    }

    /// The least home address that a mobile node is bound with.
    func homeAddress(of identity: NetworkAccessIdentifier) -> IPv6Address? {
        homeAddress(of: identity, from: .unspecified)
    }

    /// The home address of a binding is on another link now.
    mutating func move(_ homeAddress: IPv6Address, to homeLink: HomeLink) {
        bindings[homeAddress]?.homeLink = homeLink.name
    }

    /// Ends a binding; what protects it from replay stays until `forget`.
    mutating func end(_ homeAddress: IPv6Address) -> Binding? {
        guard let binding = bindings.removeValue(forKey: homeAddress) else { return nil }
        homeAddresses.remove(homeAddress)
        locations.remove(BindingLocation(binding))
        BindingIdentity(binding).map { identities.remove($0) }
        retain(binding.sequenceNumber, binding.acceptedTimestamp, for: homeAddress)
        return binding
    }

    /// Keeps a sequence number, and a timestamp, although there is no binding.
    mutating func retain(
        _ sequenceNumber: UInt16, _ acceptedTimestamp: AcceptedTimestamp? = nil, for homeAddress: IPv6Address
    ) {
        retained[homeAddress] = Guard(sequenceNumber: sequenceNumber, acceptedTimestamp: acceptedTimestamp)
    }

    /// Lets go of what protected an ended binding.
    mutating func forget(_ homeAddress: IPv6Address) {
        retained[homeAddress] = nil
    }
}

extension BindingCache {
    /// Bindings that are meant, in the order of their home addresses.
    ///
    /// - Parameters:
    ///   - first: no binding of a lesser home address is on the page.
    ///   - limit: how many bindings are looked at, whether they are meant or not.
    func page(of selector: BindingSelector, from first: IPv6Address, examining limit: Int) -> BindingPage {
        var page = BindingPage(bindings: [], next: candidate(selector, from: first))
        for _ in 0..<limit {
            guard let homeAddress = page.next, let binding = bindings[homeAddress] else { break }
            if selector.matches(binding) { page.bindings.append(binding) }
            page.next = homeAddress.successor.flatMap { candidate(selector, from: $0) }
        }
        return page
    }

    /// The least home address, `first` or behind it, of a binding that may be meant: one care-of address, one mobile
    /// node, and a prefix of home addresses, lead to their bindings without a look at others.
    private func candidate(_ selector: BindingSelector, from first: IPv6Address) -> IPv6Address? {
        let first = max(first, selector.homeAddress?.address ?? .unspecified)
        let homeAddress =
            if let careOfAddress = selector.careOfAddress, careOfAddress.length == 128 {
                homeAddress(at: careOfAddress.address, from: first)
            } else if let identity = selector.identity, !identity.isRealm {
                homeAddress(of: identity, from: first)
            } else {
                homeAddresses.first(from: first)
            }
        return homeAddress.flatMap { selector.homeAddress?.contains($0) ?? true ? $0 : nil }
    }

    private func homeAddress(at careOfAddress: IPv6Address, from first: IPv6Address) -> IPv6Address? {
        let location = locations.first(from: BindingLocation(careOfAddress: careOfAddress, homeAddress: first))
        return location.flatMap { $0.careOfAddress == careOfAddress ? $0.homeAddress : nil }
    }

    private func homeAddress(of identity: NetworkAccessIdentifier, from first: IPv6Address) -> IPv6Address? {
        let key = identities.first(from: BindingIdentity(identity: identity, homeAddress: first))
        return key.flatMap { $0.identity == identity ? $0.homeAddress : nil }
    }
}
