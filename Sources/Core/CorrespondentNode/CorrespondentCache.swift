/// The bindings of this node as a correspondent (RFC 6275 sections 9.1 and 9.6).
struct CorrespondentCache: Sendable {
    private(set) var bindings: [RouteOptimizationKey: CorrespondentBinding] = [:]
    private var keys = SortedKeys<RouteOptimizationKey>()
    /// When they were last seen in use.
    private var uses = SortedKeys<RouteOptimizationMoment>()
    /// How many bindings a care-of address has.
    private var careOfAddresses: [IPv6Address: Int] = [:]

    subscript(key: RouteOptimizationKey) -> CorrespondentBinding? { bindings[key] }

    /// The keys of all bindings, in their order.
    var inOrder: some Sequence<RouteOptimizationKey> { keys.all }

    /// Which binding was not in use for the longest time, and since when.
    var leastRecentlyUsed: RouteOptimizationMoment? { uses.first }

    /// Adds a binding, or takes over what changed of it.
    mutating func store(_ binding: CorrespondentBinding) {
        if let former = bindings.updateValue(binding, forKey: binding.key) {
            forget(former)
        } else {
            keys.insert(binding.key)
        }
        uses.insert(RouteOptimizationMoment(moment: binding.lastUse, key: binding.key))
        careOfAddresses[binding.careOfAddress, default: 0] += 1
    }

    /// Takes a binding out.
    mutating func remove(_ key: RouteOptimizationKey) -> CorrespondentBinding? {
        guard let binding = bindings.removeValue(forKey: key) else { return nil }
        keys.remove(key)
        forget(binding)
        return binding
    }

    /// Lets go of the places where a binding is found by what may change.
    private mutating func forget(_ binding: CorrespondentBinding) {
        uses.remove(RouteOptimizationMoment(moment: binding.lastUse, key: binding.key))
        let count = careOfAddresses[binding.careOfAddress, default: 0]
        careOfAddresses[binding.careOfAddress] = count > 1 ? count - 1 : nil
    }

    /// Whether a mobile node is at an address.
    func isCareOfAddress(_ address: IPv6Address) -> Bool { careOfAddresses[address] != nil }

    /// Whether an address is the home address of a binding.
    func isHomeAddress(_ address: IPv6Address) -> Bool {
        keys.first(from: RouteOptimizationKey(ownAddress: .unspecified, homeAddress: address))?.homeAddress == address
    }

    /// Bindings that are meant, in the order of their keys.
    /// - Parameters:
    ///   - first: no binding of a lesser key is on the page; `nil` for the first page.
    ///   - limit: how many bindings are looked at, whether they are meant or not.
    func page(
        of selector: BindingSelector, from first: RouteOptimizationKey?, examining limit: Int
    ) -> CorrespondentBindingPage {
        let least = RouteOptimizationKey(
            ownAddress: .unspecified, homeAddress: selector.homeAddress?.address ?? .unspecified)
        var page = CorrespondentBindingPage(
            bindings: [], next: candidate(selector, from: max(first ?? least, least)))
        for _ in 0..<limit {
            guard let key = page.next, let binding = bindings[key] else { break }
            if selector.matches(binding) { page.bindings.append(binding) }
            page.next = key.successor.flatMap { candidate(selector, from: $0) }
        }
        return page
    }

    private func candidate(_ selector: BindingSelector, from first: RouteOptimizationKey) -> RouteOptimizationKey? {
        keys.first(from: first).flatMap { selector.homeAddress?.contains($0.homeAddress) ?? true ? $0 : nil }
    }
}

extension RouteOptimizationKey {
    /// The next greater key; `nil` for the greatest.
    fileprivate var successor: RouteOptimizationKey? {
        if let ownAddress = ownAddress.successor {
            return RouteOptimizationKey(ownAddress: ownAddress, homeAddress: homeAddress)
        }
        return homeAddress.successor.map { RouteOptimizationKey(ownAddress: .unspecified, homeAddress: $0) }
    }
}

extension BindingSelector {
    /// Whether `binding` is meant: it has no home link here, and nobody's identity.
    public func matches(_ binding: CorrespondentBinding) -> Bool {
        homeLink == nil && identity == nil && homeAddress?.contains(binding.key.homeAddress) ?? true
            && careOfAddress?.contains(binding.careOfAddress) ?? true
    }
}
