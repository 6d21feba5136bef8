import Core
import Glibc
import Linux
import Management

/// ESP between mobile nodes and home agents, one of which this node is: the kernel's IPsec as it is configured, and what
/// comes and goes by it.
final class Protection {
    /// What leaves under ESP leaves by it, and nothing arrives.
    static let interfaceName = "haos-esp"
    /// Packets taken before anything else gets its turn.
    private static let packetsPerWakeUp = 128

    private let configurator = IPsecConfigurator()
    private let plane: ForwardingPlane
    private let loop: EventLoop
    private let log: RouterLog
    private let keyExchange: KeyExchange
    /// `nil` while nothing is protected.
    private var packets: ProtectedPackets?
    private var registrations: [Registration] = []
    /// The mobile nodes of this home agent.
    private var nodes: [ProtectedNode] = []
    /// This node's own home addresses, as a mobile node.
    private var homes: [IPv6Address: ProtectedNode] = [:]
    private var reported: [String] = []
    /// Called with what a home address of this node may be sent through its tunnel by, as strongSwan has negotiated.
    var arrivalsChanged: (IPv6Address, Set<ProtectedArrival>) -> Void {
        get { keyExchange.arrivalsChanged }
        set { keyExchange.arrivalsChanged = newValue }
    }
    /// Takes what came under ESP.
    var received: (ReceivedPacket, Instant) -> Void = { _, _ in }

    init(plane: ForwardingPlane, loop: EventLoop, log: RouterLog, strongSwanSocket: String) {
        self.plane = plane
        self.loop = loop
        self.log = log
        keyExchange = KeyExchange(socketPath: strongSwanSocket, loop: loop, log: log)
    }

    /// Whether any mobile node speaks ESP with this home agent.
    var isNeeded: Bool { !nodes.isEmpty }

    private var allNodes: [ProtectedNode] { nodes + homes.values.sorted { $0.homeAddress < $1.homeAddress } }

    /// How keys are negotiated; `nil` if none are to be.
    var keyExchangeStatus: KeyExchangeStatus? { keyExchange.status }

    /// Makes `configuration` what holds; `links` are the interfaces there are.
    func apply(_ configuration: MobilityConfiguration, _ links: [LinkDescription]) {
        let former = nodes
        nodes = configuration.protectedNodes
        var failures = nodes == former && reported.isEmpty ? [] : configurator.apply(allNodes)
        keyExchange.apply(configurator.negotiatedNodes)
        let way = links.first { isNeeded && $0.link.name == Self.interfaceName && $0.isUp }
        failures += configurator.lead(to: way?.link.index)
        listen(reporting: failures)
    }

    /// Leaves nothing behind.
    func end() {
        (nodes, homes) = ([], [:])
        keyExchange.end()
        _ = configurator.apply([])
        _ = configurator.lead(to: nil)
        registrations.forEach { $0.cancel() }
        packets = nil
    }

    /// Why nothing can be protected here; `nil` if it can.
    var absence: String? { configurator.absence }

    // MARK: This node as a mobile node

    /// Has messages of a home address of this node to its home agent encrypted.
    func lead(_ path: HomeAgentPath) {
        let node = ProtectedNode(
            .mobileNode, homeAddress: path.homeAddress, homeAgentAddresses: [path.homeAgentAddress],
            configuration: path.ipsec)
        guard homes[path.homeAddress] != node else { return }
        homes[path.homeAddress] = node
        applyHomes()
    }

    /// Knows a home address of this node no longer.
    func forget(homeAddress: IPv6Address) {
        guard homes.removeValue(forKey: homeAddress) != nil else { return }
        configurator.release(homeAddress: homeAddress)
        applyHomes()
    }

    private func applyHomes() {
        let failures = configurator.apply(allNodes)
        keyExchange.apply(configurator.negotiatedNodes)
        listen(reporting: failures)
    }

    /// Protects what is to be protected of the tunnel of a home address of this node.
    func begin(_ tunnel: MobileTunnel) {
        guard tunnel.protection != .nothing else { return configurator.release(homeAddress: tunnel.homeAddress) }
        let failure = configurator.protect(
            tunnel.protection, ofTunnelTo: tunnel.homeAgentAddress, homeAddress: tunnel.homeAddress)
        if let failure { report([failure]) }
    }

    /// Ends that with the tunnel: what is sent at home goes to no home agent.
    func end(tunnelOf homeAddress: IPv6Address) { configurator.release(homeAddress: homeAddress) }

    // MARK: This node as a home agent

    /// Makes, or changes, a tunnel. What is to be protected of it is said to the kernel before packets are left to it.
    func install(_ entry: ForwardingEntry) -> ForwardingResult {
        guard entry.protection != .nothing else {
            defer { configurator.release(homeAddress: entry.homeAddress) }
            return plane.install(entry)
        }
        if let failure = configurator.protect(
            entry.protection, ofTunnelTo: entry.homeAgentAddress, homeAddress: entry.homeAddress)
        {
            return .failed(failure)
        }
        return plane.install(entry, inboundMark: configurator.inboundMark(of: entry.homeAddress))
    }

    /// Ends a tunnel.
    func remove(homeAddress: IPv6Address) {
        plane.remove(homeAddress: homeAddress)
        configurator.release(homeAddress: homeAddress)
    }

    /// Sends a packet under ESP.
    func send(_ packet: OutgoingPacket) -> SendResult {
        packets?.send(packet)
            ?? .refused(SystemCallError(call: "sendmsg", purpose: "protecting a packet", code: ENOTCONN))
    }

    /// Listens if anything is protected, and says what could not be done, before or here.
    private func listen(reporting failures: [String]) {
        do throws(SystemCallError) {
            try listen()
            report(failures)
        } catch {
            report(failures + ["\(error)"])
        }
    }

    private func listen() throws(SystemCallError) {
        guard !allNodes.isEmpty else {
            registrations.forEach { $0.cancel() }
            registrations = []
            packets = nil
            return
        }
        guard packets == nil else { return }
        let packets = try ProtectedPackets(configurator, plane: plane)
        self.packets = packets
        registrations = try packets.descriptors.map { descriptor throws(SystemCallError) in
            try loop.register(descriptor) { [unowned self, unowned packets] _, now in
                packets.receive(limit: Self.packetsPerWakeUp) { received($0, now) }
            }
        }
    }

    /// Says what has gone wrong since the last report.
    private func report(_ failures: [String]) {
        for failure in failures where !reported.contains(failure) {
            log.write(
                LogMessage(
                    .mobileIPv6, .errors, "IPSEC", "\(failure); what was to be protected does not pass meanwhile"))
        }
        reported = failures
    }
}
