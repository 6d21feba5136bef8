import Core
import Testing

/// Home addresses, tunnels and direct ways as the forwarding plane of a mobile node would keep them. What an engine may
/// not ask for is recorded as an issue of the test that runs.
struct SimulatedMobilePlane {
    private(set) var places: [IPv6Address: HomeAddressPlace] = [:]
    private(set) var tunnels: [IPv6Address: MobileTunnel] = [:]
    private(set) var entrances: Set<TunnelEntrance> = []
    private(set) var routes: [MobileRouteKey: MobileRoute] = [:]
    /// What outlasts the node; `nil` for what did so before.
    private(set) var remembered: [RememberedBinding]?
    /// How much the ways were used.
    var uses: [MobileRouteKey: RouteOptimizationUse] = [:]
    /// Neighbors that are watched.
    private(set) var watches: Set<NeighborTarget> = []
    private var answers: [Event] = []

    mutating func perform(_ effect: Effect) {
        switch effect {
        case .mobileNode(let effect): perform(effect)
        case .beginAddressWatch(let target):
            if !watches.insert(target).inserted { Issue.record("\(target) is watched already") }
        case .endAddressWatch(let target):
            if watches.remove(target) == nil { Issue.record("\(target) is not watched") }
        default: break
        }
    }

    private mutating func perform(_ effect: MobileNodeEffect) {
        switch effect {
        case .placeHomeAddress(let address, let place): places[address.address] = place
        case .removeHomeAddress(let address):
            if places.removeValue(forKey: address.address) == nil { Issue.record("\(address) is nowhere") }
        case .beginTunnel(let tunnel): tunnels[tunnel.homeAddress] = tunnel
        case .endTunnel(let homeAddress):
            if tunnels.removeValue(forKey: homeAddress) == nil { Issue.record("\(homeAddress) has no tunnel") }
        case .openEntrance(let entrance):
            if !entrances.insert(entrance).inserted { Issue.record("\(entrance) is open already") }
        case .closeEntrance(let entrance):
            if entrances.remove(entrance) == nil { Issue.record("\(entrance) is not open") }
        case .beginRoute(let route): routes[route.key] = route
        case .endRoute(let key):
            if routes.removeValue(forKey: key) == nil { Issue.record("there is no way to \(key)") }
        case .askRouteUse(let key):
            if routes[key] == nil { Issue.record("the use of no way, to \(key)") }
            answers.append(.mobileNode(.routeUsed(key, uses[key] ?? RouteOptimizationUse())))
        case .keepBindings(let bindings):
            remembered = bindings
        case .leaveLink, .keepHomeAgents: break
        }
    }

    /// The answer to what was asked, if anything was.
    mutating func answer() -> Event? { answers.isEmpty ? nil : answers.removeFirst() }

    /// What holds in every state.
    func check() {
        for (homeAddress, place) in places where place == .abroad {
            if tunnels[homeAddress] == nil { Issue.record("\(homeAddress) is abroad, and has no tunnel") }
        }
        for route in routes.values where tunnels[route.key.homeAddress] == nil {
            Issue.record("a direct way of \(route.key.homeAddress), and no tunnel to fall back to")
        }
        for (homeAddress, tunnel) in tunnels
        where !entrances.contains(where: { $0.homeAddress == homeAddress }) {
            Issue.record("\(tunnel) has no entrance")
        }
    }
}
