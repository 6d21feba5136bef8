import Core
import Linux
import Management

/// Keys that strongSwan negotiates for mobile nodes: what it has loaded, what comes of it, and what the log says of that.
final class KeyExchange {
    private let strongSwan: StrongSwan
    /// `nil` where the kernel has no IPsec.
    private let tunnels: TunnelAssociations?
    private let log: RouterLog
    private var nodes: [NegotiatedNode] = []
    private var timer: LoopTimer?

    init(socketPath: String, loop: EventLoop, log: RouterLog) {
        strongSwan = StrongSwan(at: socketPath, on: loop)
        tunnels = try? TunnelAssociations(on: loop)
        self.log = log
        timer = loop.makeTimer { [unowned self] _ in negotiate() }
        strongSwan.told = { [unowned self] in tell($0) }
        log.debuggingChanged = { [unowned self] in strongSwan.tellsLog = log.debugging.isOn(.ipsec) }
    }

    /// Called with what a home address of this node may be sent through its tunnel by.
    var arrivalsChanged: (IPv6Address, Set<ProtectedArrival>) -> Void {
        get { tunnels?.arrivalsChanged ?? { _, _ in } }
        set { tunnels?.arrivalsChanged = newValue }
    }

    /// How it does; `nil` if nothing is to be negotiated.
    var status: KeyExchangeStatus? { strongSwan.status }

    /// Makes `nodes` those that are negotiated with, once everything else of this turn is done: while the daemon begins,
    /// there are none at first, and what a killed one left for those to come is to stay.
    func apply(_ nodes: [NegotiatedNode]) {
        self.nodes = nodes
        timer?.deadline = MonotonicClock.now()
    }

    private func negotiate() {
        tunnels?.apply(nodes)
        strongSwan.apply(nodes)
    }

    /// Ends what was negotiated, and waits for that a little.
    func end() {
        timer?.cancel()
        strongSwan.end()
        tunnels?.apply([])
        tunnels?.end()
    }

    private func tell(_ news: StrongSwanNews) {
        switch news {
        case .answers(let version): write(.notifications, "strongSwan \(version) answers, and has what is configured")
        case .isMissing(let reason):
            write(
                .errors,
                """
                strongSwan does not answer: \(reason); nothing is negotiated, and what `ipsec ikev2` protects may not \
                pass
                """)
        case .refuses(let homeAddress, let reason):
            write(.errors, "strongSwan takes no connection of \(homeAddress): \(reason)")
        case .isAstray(let homeAddress, let localAddress):
            write(
                .warnings,
                """
                strongSwan has moved its end of IKE with \(homeAddress) to \(localAddress), which is no home agent's: set \
                charon.plugins.kernel-netlink.roam_events = no in its configuration
                """)
        case .associated(let homeAddress, let identity, let remoteAddress):
            write(
                .notifications, "home address \(homeAddress): IKE with \(identity) at \(remoteAddress)", from: .network)
        case .ended(let homeAddress, let identity):
            write(.notifications, "home address \(homeAddress): IKE with \(identity) has ended", from: .network)
        case .child(let homeAddress, let name, let inbound, let outbound, let isUp):
            debug(
                homeAddress,
                """
                \(homeAddress): security associations for \(name), SPI hex \(inbound) inbound and \(outbound) outbound, \
                \(isUp ? "are there" : "are there no more")
                """)
        case .line(let homeAddress, let text):
            debug(homeAddress, (homeAddress.map { "\($0): " } ?? "") + "strongSwan: \(text)")
        }
    }

    private func write(_ severity: LogSeverity, _ text: String) {
        log.write(LogMessage(.mobileIPv6, severity, "IKE", text))
    }

    private func write(_ severity: LogSeverity, _ text: String, from origin: RouterLog.Origin) {
        log.write(severity, from: origin, LogMessage(.mobileIPv6, severity, "IKE", text))
    }

    private func debug(_ homeAddress: IPv6Address?, _ text: @autoclosure () -> String) {
        log.debug(.ipsec, of: homeAddress, text())
    }
}
