/// Remembers what other routers contradict this one in, so that each contradiction is told once.
struct AdvertisementComparison: Sendable {
    /// Routers that are remembered; anybody can pretend to be any number of them.
    private static let maximumRouters = 64

    private var known: [NeighborTarget: [AdvertisementContradiction]] = [:]

    /// Takes in what a router of a link says, beside what this one would say now.
    mutating func compare(
        _ theirs: RouterAdvertisement, from router: NeighborTarget, with own: RouterAdvertisement,
        _ context: inout Context
    ) {
        let contradictions = own.contradictions(of: theirs)
        guard contradictions != known[router] ?? [] else { return }
        guard known[router] != nil || known.count < Self.maximumRouters else { return }
        known[router] = contradictions.isEmpty ? nil : contradictions
        guard !contradictions.isEmpty, let link = context.links[router.interface] else { return }
        context.observe(.routerAdvertisementContradicted(contradictions, by: router.address, on: link.name))
    }

    /// Begins anew on a link, where something else is said from now on.
    mutating func forget(_ interface: InterfaceIndex) {
        known = known.filter { $0.key.interface != interface }
    }
}
