import Core

extension MobileNodeEffect {
    /// Whom it is about; `nil` for links and home agents.
    var homeAddress: IPv6Address? {
        switch self {
        case .placeHomeAddress(let address, _), .removeHomeAddress(let address): address.address
        case .beginTunnel(let tunnel): tunnel.homeAddress
        case .endTunnel(let homeAddress): homeAddress
        case .openEntrance(let entrance), .closeEntrance(let entrance): entrance.homeAddress
        case .beginRoute(let route): route.key.homeAddress
        case .endRoute(let key), .askRouteUse(let key): key.homeAddress
        case .leaveLink, .keepHomeAgents, .keepBindings: nil
        }
    }

    /// What a debug line says of it.
    var debugText: String {
        switch self {
        case .placeHomeAddress(let address, let place): "\(address): put \(place.debugText)"
        case .removeHomeAddress(let address): "\(address): removed"
        case .beginTunnel(let tunnel):
            """
            \(tunnel.homeAddress): sends through home agent \(tunnel.homeAgentAddress) from \(tunnel.careOfAddress), by \
            router \(tunnel.router) on \(tunnel.interface.debugText)
            """
        case .endTunnel(let homeAddress): "\(homeAddress): sends nothing any more"
        case .openEntrance(let entrance):
            "\(entrance.homeAddress): takes what home agent \(entrance.homeAgentAddress) sends to \(entrance.careOfAddress)"
        case .closeEntrance(let entrance):
            "\(entrance.homeAddress): takes nothing at \(entrance.careOfAddress) from \(entrance.homeAgentAddress) any more"
        case .beginRoute(let route):
            """
            \(route.key.homeAddress): direct way to \(route.key.correspondent) from \(route.careOfAddress), by router \
            \(route.router) on \(route.interface.debugText)
            """
        case .endRoute(let key): "\(key.homeAddress): direct way to \(key.correspondent) ended"
        case .askRouteUse(let key):
            "\(key.homeAddress): asked how much the direct way to \(key.correspondent) is used"
        case .leaveLink(let link):
            """
            \(link.interface.debugText): the kernel forgets addresses \
            \(link.addresses.map(\.description).joined(separator: ", ")) and routers \
            \(link.routers.map(\.description).joined(separator: ", "))
            """
        case .keepHomeAgents(let homeAgents): "home agents that are remembered: \(homeAgents.count)"
        case .keepBindings(let bindings): "bindings that are remembered: \(bindings.count)"
        }
    }
}

extension HomeAddressPlace {
    fileprivate var debugText: String {
        switch self {
        case .idle: "aside, nothing is sent from it"
        case .abroad: "on the interface of home addresses"
        case .atHome(let interface, let router, let detectsDuplicates):
            """
            on the home link, \(interface.debugText), by router \(router), \
            \(detectsDuplicates ? "with" : "without") duplicate address detection
            """
        }
    }
}
