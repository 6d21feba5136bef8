/// What of links that were left the kernel is still to forget.
struct Departure: Sendable {
    /// The Binding Update from the new link leaves meanwhile, and packets to the old care-of address arrive.
    private static let delay = Duration.milliseconds(1500)
    /// Routers, and prefixes, that are remembered at most.
    private static let capacity = 64

    private var routers: [IPv6Address] = []
    private var prefixes: [IPv6Prefix] = []
    /// When the kernel is to forget them; `nil` while there is nothing better.
    private(set) var moment: Instant?

    /// Routers were left.
    mutating func add(_ left: [AccessRouter]) {
        routers = Array((routers + left.map(\.address)).suffix(Self.capacity))
        prefixes = Array((prefixes + left.flatMap(\.prefixes).map(\.prefix)).suffix(Self.capacity))
        moment = nil
    }

    /// There is another link that can be used.
    mutating func begin(at now: Instant) {
        if moment == nil, !routers.isEmpty { moment = now + Self.delay }
    }

    /// What the kernel is to forget now, less what is of use on the present link; `nil` if nothing is.
    /// - Parameters:
    ///   - known: the routers of the present link.
    ///   - homeAddresses: addresses that stay whatever link the interface is on, as those do that the kernel has not made.
    mutating func due(
        from link: Link, known: [AccessRouter], keeping homeAddresses: Set<IPv6Address>, at now: Instant
    ) -> LeftLink? {
        guard let moment, moment <= now else { return nil }
        let present = known.flatMap(\.prefixes).map(\.prefix)
        let addresses = link.addresses.filter { address in
            address.isAutoconfigured && prefixes.contains { $0.contains(address.address) }
                && !present.contains { $0.contains(address.address) }
                && !homeAddresses.contains(address.address)
        }
        let left = LeftLink(
            interface: link.index, routers: routers.filter { router in !known.contains { $0.address == router } },
            addresses: addresses.map { InterfaceAddress(address: $0.address, prefixLength: $0.prefixLength) })
        self = Departure()
        return left.routers.isEmpty && left.addresses.isEmpty ? nil : left
    }
}
