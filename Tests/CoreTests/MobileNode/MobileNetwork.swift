import Testing

@testable import Core

/// A mobile node, its home agent and a correspondent, all of them real, with a network between them that loses, doubles,
/// delays and reorders their packets. The clock goes from event to event; the same seed gives the same history.
struct MobileNetwork {
    /// Where a packet is on its way to.
    private enum Destination {
        case node(InterfaceIndex)
        case homeAgent
        case correspondent
    }

    private typealias Message = (packet: OutgoingPacket, destination: Destination)

    private(set) var node: RoamingNode
    private(set) var homeAgent: World
    private(set) var correspondent: World
    private var path: UnreliablePath<Message>
    /// Packets of applications that reached the other end: what is counted of them.
    private(set) var dataAtCorrespondent = 0
    private(set) var dataAtNode = 0
    private(set) var dataByDirectWay = 0

    init(_ weather: Weather = .fair, seed: UInt64 = 1, _ change: (inout MobileNodeConfiguration) -> Void = { _ in }) {
        node = RoamingNode(seed: seed, change)
        homeAgent = World(seed: seed)
        correspondent = World(seed: seed &+ 1, authenticator: SeededSecrets(seed: seed &+ 2)) {
            $0.homeAgent = HomeAgentConfiguration()
            $0.interfaces = [:]
            $0.isRouter = false
        }
        correspondent.handle(.linkChanged(.correspondent))
        path = UnreliablePath(weather, seed: seed &+ 3)
        collect()
    }

    var weather: Weather {
        get { path.weather }
        set { path.weather = newValue }
    }

    var now: Instant { node.now }

    mutating func withNode(_ change: (inout RoamingNode) -> Void) {
        change(&node)
        collect()
    }

    mutating func withCorrespondent(_ change: (inout World) -> Void) {
        change(&correspondent)
        collect()
    }

    mutating func withHomeAgent(_ change: (inout World) -> Void) {
        change(&homeAgent)
        collect()
    }

    /// The node is attached to these links from now on.
    mutating func attach(_ attachments: [Attachment]) {
        withNode { $0.attach(attachments) }
    }

    /// Looks no more at what was sent and observed up to now.
    mutating func forget() {
        node.forget()
        homeAgent.forget()
        correspondent.forget()
        sentSoFar = (0, 0, 0)
    }

    /// Lets time pass; `check` looks at the network after everything that happens.
    mutating func run(for duration: Duration, check: (Self) -> Void = { _ in }) {
        let end = now + duration
        while let next = nextEvent, next <= end {
            go(to: max(next, now), check)
        }
        go(to: end, check)
    }

    private var nextEvent: Instant? {
        [
            node.engine.nextDeadline, homeAgent.engine.nextDeadline, correspondent.engine.nextDeadline,
            path.nextArrival,
        ].compactMap { $0 }.min()
    }

    private mutating func go(to moment: Instant, _ check: (Self) -> Void) {
        let step = moment - now
        node.advance(by: step)
        homeAgent.advance(by: step)
        correspondent.advance(by: step)
        collect()
        check(self)
        for message in path.arrivals(at: moment) {
            deliver(message)
            collect()
            check(self)
        }
    }

    // MARK: The network

    private var sentSoFar = (node: 0, homeAgent: 0, correspondent: 0)

    /// Puts on its way what was sent since the last time.
    private mutating func collect() {
        sentSoFar.node = min(sentSoFar.node, node.sent.count)
        sentSoFar.homeAgent = min(sentSoFar.homeAgent, homeAgent.sent.count)
        sentSoFar.correspondent = min(sentSoFar.correspondent, correspondent.sent.count)
        for packet in node.sent[sentSoFar.node...] { send(packet) }
        for packet in homeAgent.sent[sentSoFar.homeAgent...] { send(packet) }
        for packet in correspondent.sent[sentSoFar.correspondent...] { send(packet) }
        sentSoFar = (node.sent.count, homeAgent.sent.count, correspondent.sent.count)
    }

    private mutating func send(_ packet: SentPacket) {
        if let target = packet.neighborSolicitation?.target {
            if target == Place.homeAgent, packet.packet.delivery == .link(.first) { answerSolicitation() }
            return
        }
        guard let destination = destination(of: packet.destination) else { return }
        path.send((packet.packet, destination), at: now)
    }

    /// The home agent's kernel answers, on the link.
    private mutating func answerSolicitation() {
        let message = NeighborAdvertisement(
            flags: [.router, .override], target: Place.homeAgent,
            options: [.targetLinkLayerAddress(Place.homeAgentLinkLayer)])
        let octets = IPv6PacketBuilder(source: Place.homeAgent, destination: .allNodes, hopLimit: 255)
            .packet(.neighborAdvertisement(message))
        path.send((OutgoingPacket(octets: octets, delivery: .routed), .node(.first)), at: now)
    }

    private func destination(of address: IPv6Address) -> Destination? {
        if address == Place.correspondent { return .correspondent }
        if let attachment = node.attachments.first(where: { $0.careOfAddress == address }) {
            return .node(attachment.interface)
        }
        if address == Place.homeAgent || address == DiscoveryRequestDraft.anycast { return .homeAgent }
        guard address == Place.homeAddress else { return nil }
        // On the home link the home agent keeps what it has a binding for.
        if homeAgent.engine.binding(of: address) != nil { return .homeAgent }
        return node.attachments.first { $0.prefixes.contains(Place.homePrefix) }.map { .node($0.interface) }
    }

    private mutating func deliver(_ message: Message) {
        switch message.destination {
        case .node(let interface): arriveAtNode(message.packet, on: interface)
        case .correspondent: arriveAtCorrespondent(message.packet)
        case .homeAgent: arriveAtHomeAgent(message.packet)
        }
    }

    private mutating func arriveAtNode(_ packet: OutgoingPacket, on interface: InterfaceIndex) {
        guard let read = try? IPv6Packet(parsing: packet.octets.span) else { return }
        // The link may have gone while the packet was under way.
        guard read.header.destination.isMulticast || destination(of: read.header.destination) != nil else { return }
        if isData(packet.octets) {
            dataAtNode += 1
        } else {
            node.receive(packet.octets, on: interface)
        }
    }

    private mutating func arriveAtCorrespondent(_ packet: OutgoingPacket) {
        if isData(packet.octets) {
            dataAtCorrespondent += 1
        } else {
            correspondent.receive(packet.octets, on: Link.correspondent.index)
        }
    }

    /// The home agent's forwarding plane: out of tunnels, into tunnels, or to the engine.
    private mutating func arriveAtHomeAgent(_ packet: OutgoingPacket) {
        guard let read = try? IPv6Packet(parsing: packet.octets.span) else { return }
        let (source, destination) = (read.header.source, read.header.destination)
        if destination == Place.homeAddress {
            guard let binding = homeAgent.engine.binding(of: destination) else { return }
            let octets = IPv6PacketBuilder(source: Place.homeAgent, destination: binding.careOfAddress)
                .packet(nextHeader: .ipv6, payload: packet.octets, checksumOffset: nil)
            if let destination = self.destination(of: binding.careOfAddress) {
                path.send((OutgoingPacket(octets: octets, delivery: .routed), destination), at: now)
            }
        } else if read.upperLayerProtocol == .ipv6 {
            let inner = Array(packet.octets[read.upperLayer])
            guard let innerPacket = try? IPv6Packet(parsing: inner.span),
                homeAgent.engine.binding(of: innerPacket.header.source)?.careOfAddress == source,
                let destination = self.destination(of: innerPacket.header.destination)
            else { return }
            path.send((OutgoingPacket(octets: inner, delivery: .routed), destination), at: now)
        } else {
            let isHome = source == Place.homeAddress
            homeAgent.handle(
                .packet(
                    ReceivedPacket(
                        interface: isHome ? Place.homeInterface : Place.wideAreaInterface,
                        linkLayerSource: isHome ? Place.nodeLinkLayer : nil, octets: packet.octets)))
        }
    }

    private func isData(_ octets: [UInt8]) -> Bool {
        guard let read = try? IPv6Packet(parsing: octets.span) else { return false }
        if read.upperLayerProtocol == .ipv6 { return isData(Array(octets[read.upperLayer])) }
        return read.upperLayerProtocol == .userDatagram
    }

    // MARK: What a test looks at

    static let key = MobileRouteKey(homeAddress: Place.homeAddress, correspondent: Place.correspondent)

    /// The correspondent's entry in the Binding Update List.
    var correspondentEntry: BindingUpdateListEntry? {
        node.engine.bindingUpdateList.first { $0.kind == .correspondent }
    }
    var route: MobileRoute? { node.plane.routes[Self.key] }
    /// The binding that the correspondent has.
    var correspondentBinding: CorrespondentBinding? {
        correspondent.engine.correspondentBinding(
            of: RouteOptimizationKey(ownAddress: Place.correspondent, homeAddress: Place.homeAddress))
    }
    var homeBinding: Binding? { homeAgent.engine.binding(of: Place.homeAddress) }

    /// A packet of the correspondent came through the tunnel.
    mutating func talk() {
        withNode { $0.handle(.mobileNode(.tunnelled(Self.key))) }
    }
}
