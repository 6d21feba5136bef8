import Core
import Linux
import Management

/// Keeps the forwarding plane attached where packets arrive, and told of this node's addresses.
final class ForwardingAttachments {
    private let plane: ForwardingPlane
    private let allMulticast: Memberships<InterfaceIndex>
    private let anycast: Memberships<NeighborTarget>
    private let log: RouterLog

    init(plane: ForwardingPlane, log: RouterLog) throws {
        self.plane = plane
        self.log = log
        allMulticast = try .allMulticast()
        anycast = try .anycast()
    }

    /// Brings the attachments in line with the interfaces that there are: all of them while anything mobile is
    /// served, otherwise those where hosts may ask for routers.
    func update(_ links: some Sequence<LinkDescription>, for configuration: MobilityConfiguration) {
        let served = links.filter { description in
            // What leaves from home addresses is the matter of other programs.
            description.isAttachable && description.link.name != HomeAddressInterface.name
                && (configuration.isEnabled || configuration.advertises(on: description.link.name))
        }
        let homeLinks = served.filter { configuration.isHomeLink($0.link.name) }
        for index in plane.attachedInterfaces.subtracting(served.map(\.link.index)) {
            plane.detach(from: index)
        }
        for description in served { attach(description, isVirtual: configuration.isVirtual(description.link.name)) }
        let realHomeLinks = homeLinks.filter { !configuration.isVirtual($0.link.name) }
        for error in allMulticast.set(Set(realHomeLinks.map(\.link.index))) {
            log.write(LogMessage(.forwarding, .warnings, "MULTICAST", "\(error)"))
        }
        let shared = homeLinks.flatMap { $0.sharedAddresses(configuration) }
        for error in anycast.set(Set(shared)) {
            log.write(LogMessage(.forwarding, .warnings, "ANYCAST", "\(error)"))
        }
        // Of home links other home agents are learned, and where this router advertises others are compared with it; a
        // mobile node finds out where it is.
        let roamed = configuration.activeMobileNode?.interfaces.map(\.name) ?? []
        let observed = served.filter {
            configuration.isHomeLink($0.link.name) || configuration.advertises(on: $0.link.name)
                || roamed.contains($0.link.name)
        }
        // The kernel keeps what is mobile while nothing mobile is served.
        tellAddresses(
            of: configuration.isEnabled ? Array(links) : [], homeLinks: homeLinks, shared: Set(shared.map(\.address)),
            protected: Set(configuration.protectedNodes.flatMap(\.homeAgentAddresses)))
        attempt("policy") { () throws(ForwardingPlaneError) in
            try plane.setPolicy(
                hopLimit: configuration.tunnelHopLimit, forwardsMulticast: configuration.forwardsMulticast,
                acceptsHomeAddresses: configuration.correspondentNode.isEnabled, configuration.rateLimits)
        }
        attempt("router discovery") { () throws(ForwardingPlaneError) in
            try plane.setRouterMessages(
                Dictionary(uniqueKeysWithValues: served.map { ($0.link.index, .solicitations) })
                    .merging(observed.map { ($0.link.index, .advertisements) }) { $0.union($1) })
        }
    }

    private func attach(_ description: LinkDescription, isVirtual: Bool) {
        guard var kind = description.forwardingKind else { return }
        if description.link.name == Protection.interfaceName { kind = .protected }
        if isVirtual, kind == .layer3, let address = description.usableAddresses.first { kind = .virtual(address) }
        attempt("interface \(description.link.name)") { () throws(ForwardingPlaneError) in
            try plane.attach(to: description.link.index, kind: kind)
        }
    }

    private func tellAddresses(
        of links: some Sequence<LinkDescription>, homeLinks: [LinkDescription], shared: Set<IPv6Address>,
        protected: Set<IPv6Address>
    ) {
        attempt("addresses") { () throws(ForwardingPlaneError) in
            try plane.setLocalAddresses(
                shared.union(links.flatMap(\.usableAddresses)),
                homeAgentAddresses: Set(homeLinks.flatMap(\.usableAddresses)), protectedAddresses: protected)
        }
    }

    private func attempt(_ what: String, _ body: () throws(ForwardingPlaneError) -> Void) {
        do {
            try body()
        } catch {
            log.write(LogMessage(.forwarding, .errors, "REFUSED", "\(what): \(error)"))
        }
    }
}

extension LinkDescription {
    /// The anycast addresses of the home agents of a home link, while neighbors may look for them there: the kernel
    /// forgets its way to them when a link goes down.
    fileprivate func sharedAddresses(_ configuration: MobilityConfiguration) -> [NeighborTarget] {
        guard link.isRunning else { return [] }
        return configuration.homeAgentsAnycastAddresses(on: link).map {
            NeighborTarget(interface: link.index, address: $0)
        }
    }

    /// The addresses that the kernel answers for; link-local ones name no node and are left out.
    fileprivate var usableAddresses: [IPv6Address] {
        link.addresses.filter { $0.isUsable && !$0.address.isLinkLocal }.map(\.address)
    }

    /// How packets begin there; `nil` where no program can be attached.
    var forwardingKind: ForwardingInterfaceKind? {
        switch kind {
        case .ethernet: link.linkLayerAddress.map { .ethernet($0) }
        case .layer3: .layer3
        // Frames of the loopback interface have the form of Ethernet's, and no addresses.
        case .other: isLoopback ? .ethernet(LinkLayerAddress(rawValue: 0)) : nil
        }
    }
}
