import Core
import Linux
import Management

/// Carries out what the engine wants of this machine as a mobile node, and leaves the machine as it was.
final class MobileNodeDriver {
    /// What there is while the machine is a mobile node.
    private struct Node {
        var plane: MobileNodePlane
        var interface: HomeAddressInterface

        /// Leads messages under ESP to a home agent, and takes what comes from it.
        func lead(_ path: HomeAgentPath) throws {
            try plane.lead(path)
            if let arrivals = path.configuredArrivals { try plane.takeProtected(arrivals, for: path.homeAddress) }
            if let linkLayerAddress = path.linkLayerAddress {
                try interface.learn(path.neighbor, linkLayerAddress, on: path.interface)
            }
        }
    }

    private let plane: ForwardingPlane
    private let protection: Protection
    private let leftLinks: LeftLinks
    private let detection: OptimisticDetection
    private let homeAgents: KnownHomeAgentsFile
    private let bindings: RememberedBindingsFile
    private let log: RouterLog
    private var node: Node?

    /// Removes what a daemon left that was killed.
    init(plane: ForwardingPlane, protection: Protection, directory: StateDirectory, log: RouterLog) throws {
        self.plane = plane
        self.protection = protection
        self.log = log
        leftLinks = try LeftLinks()
        detection = try OptimisticDetection(directory: directory)
        homeAgents = KnownHomeAgentsFile(directory: directory)
        bindings = RememberedBindingsFile(directory: directory)
        try HomeAddressInterface.removeLeftovers()
        protection.arrivalsChanged = { [unowned self] homeAddress, arrivals in
            attempt { try node?.plane.takeProtected(arrivals, for: homeAddress) }
        }
    }

    /// What was remembered before the daemon began.
    var memories: [MobileNodeEvent] {
        var memories: [MobileNodeEvent] = []
        attempt { memories.append(.homeAgentsRemembered(try homeAgents.read())) }
        attempt { memories.append(.bindingsRemembered(try bindings.read())) }
        return memories
    }

    /// Gets ready for what the engine will want, if the machine is to be a mobile node: call it before the engine learns
    /// of a configuration, and when interfaces change.
    func prepare(_ links: some Sequence<LinkDescription>, for configuration: MobilityConfiguration) {
        guard let wanted = configuration.activeMobileNode, let node = begin() else { return }
        let names = Set(wanted.interfaces.map(\.name))
        let attached = links.filter { $0.isAttachable && names.contains($0.link.name) }
        // What home agents tunnel in fragments is received anew there.
        let places = attached + links.filter(\.isLoopback)
        let kinds = places.compactMap { place in place.forwardingKind.map { (place.link.index, $0) } }
        attempt { try detection.set(Set(attached.map(\.link.name))) }
        attempt { try node.plane.attach(to: Dictionary(kinds) { $1 }, home: node.interface.index) }
        attempt { try node.plane.exclude(wanted.exclusions) }
        attempt { try node.interface.fit(attached.map(\.link.maximumTransmissionUnit)) }
    }

    /// Puts away what is no longer needed: call it once the engine has learned of a configuration, and has said what is to
    /// be said.
    func tidy(for configuration: MobilityConfiguration) {
        guard configuration.activeMobileNode == nil else { return }
        attempt { try node?.interface.removeAll() }
        node = nil
        attempt { try detection.set([]) }
    }

    /// Carries out an effect; gives back the event that answers it.
    func carryOut(_ effect: MobileNodeEffect) -> Event? {
        switch effect {
        case .leaveLink(let link): attempt { try leftLinks.forget(link) }
        case .keepHomeAgents(let agents): attempt { try homeAgents.write(agents) }
        case .keepBindings(let bindings): attempt { try self.bindings.write(bindings) }
        case .askRouteUse(let key):
            return node?.plane.routeUse(key).map { .mobileNode(.routeUsed(key, $0)) }
        default:
            if let node { attempt { try carryOut(effect, node) } }
        }
        return nil
    }

    private func carryOut(_ effect: MobileNodeEffect, _ node: Node) throws {
        switch effect {
        case .placeHomeAddress(let address, let place):
            try node.plane.place(address, at: place)
            try node.interface.place(address, at: place)
        case .removeHomeAddress(let address):
            protection.forget(homeAddress: address.address)
            try node.interface.remove(address)
            node.plane.remove(address)
        case .beginTunnel(let tunnel):
            protection.begin(tunnel)
            try node.plane.beginTunnel(tunnel)
        case .endTunnel(let homeAddress):
            protection.end(tunnelOf: homeAddress)
            node.plane.endTunnel(homeAddress: homeAddress)
        case .leadToHomeAgent(let path):
            protection.lead(path)
            try node.lead(path)
        case .openEntrance(let entrance): try node.plane.openEntrance(entrance)
        case .closeEntrance(let entrance): node.plane.closeEntrance(entrance)
        case .beginRoute(let route): try node.plane.beginRoute(route)
        case .endRoute(let key): node.plane.endRoute(key)
        case .askRouteUse, .leaveLink, .keepHomeAgents, .keepBindings: break
        }
    }

    private func begin() -> Node? {
        if node == nil {
            attempt { node = Node(plane: try MobileNodePlane(beside: plane), interface: try HomeAddressInterface()) }
        }
        return node
    }

    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            report(error)
        }
    }

    private func report(_ error: any Error) {
        log.write(.errors, from: .network, LogMessage(.forwarding, .errors, "REFUSED", "\(error)"))
    }
}

extension HomeAgentPath {
    /// What is written down of what comes through the tunnel; `nil` where strongSwan negotiates it.
    fileprivate var configuredArrivals: Set<ProtectedArrival>? {
        guard case .manual(let associations) = ipsec.keying else { return nil }
        guard let payload = associations.tunnelInbound else { return [] }
        return [
            ProtectedArrival(
                homeAgentAddress: homeAgentAddress, securityParameterIndex: payload.securityParameterIndex)
        ]
    }
}
