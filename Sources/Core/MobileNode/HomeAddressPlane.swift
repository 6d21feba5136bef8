/// What the forwarding plane does for a home address; tells it only what changes.
struct HomeAddressPlane: Sendable {
    /// An entrance, and when it is to be closed; `nil` while it is needed.
    fileprivate struct Gate: Sendable {
        let entrance: TunnelEntrance
        var closing: Instant?
    }

    /// How long what is under way to a former care-of address is waited for.
    private static let patience = Duration.milliseconds(1500)
    /// Entrances that a home address has at most: a node that moves faster loses what is under way to the earliest.
    private static let greatestNumberOfGates = 8

    private let homeAddress: InterfaceAddress
    private var place: HomeAddressPlace?
    private(set) var tunnel: MobileTunnel?
    private var gates: [Gate] = []

    init(_ homeAddress: InterfaceAddress) {
        self.homeAddress = homeAddress
    }

    /// Has the home address somewhere, and its packets go some way; without a tunnel they go none.
    mutating func show(_ place: HomeAddressPlace, _ tunnel: MobileTunnel?, _ context: inout Context) {
        // A tunnel is there before packets are sent from the home address, and as long.
        if tunnel != self.tunnel, let tunnel { context.emit(.mobileNode(.beginTunnel(tunnel))) }
        if place != self.place { context.emit(.mobileNode(.placeHomeAddress(homeAddress, place))) }
        if tunnel == nil, self.tunnel != nil {
            context.emit(.mobileNode(.endTunnel(homeAddress: homeAddress.address)))
        }
        (self.place, self.tunnel) = (place, tunnel)
    }

    /// Lets packets from a home agent in that come to a care-of address.
    mutating func open(_ careOfAddress: IPv6Address, from homeAgent: IPv6Address, _ context: inout Context) {
        let entrance = TunnelEntrance(
            homeAddress: homeAddress.address, careOfAddress: careOfAddress, homeAgentAddress: homeAgent)
        if let index = gates.firstIndex(where: { $0.entrance == entrance }) {
            gates[index].closing = nil
            return
        }
        if gates.count == Self.greatestNumberOfGates {
            context.emit(.mobileNode(.closeEntrance(gates.removeFirst().entrance)))
        }
        gates.append(Gate(entrance: entrance))
        context.emit(.mobileNode(.openEntrance(entrance)))
    }

    /// Whether packets are taken from a tunnel.
    func isOpen(_ careOfAddress: IPv6Address, from homeAgent: IPv6Address) -> Bool {
        gates.contains { $0.entrance.careOfAddress == careOfAddress && $0.entrance.homeAgentAddress == homeAgent }
    }

    /// Closes the entrances that are needed no more, after what is still under way had its time.
    mutating func keep(_ isNeeded: (TunnelEntrance) -> Bool, _ context: inout Context) {
        for index in gates.indices {
            if isNeeded(gates[index].entrance) {
                gates[index].closing = nil
            } else if gates[index].closing == nil {
                gates[index].closing = context.now + Self.patience
            }
        }
        scheduleClosing(&context)
    }

    /// Closes the entrances whose time has come.
    mutating func closeDue(_ context: inout Context) {
        for gate in gates where gate.isDue(at: context.now) {
            context.emit(.mobileNode(.closeEntrance(gate.entrance)))
        }
        gates.removeAll { $0.isDue(at: context.now) }
        scheduleClosing(&context)
    }

    private func scheduleClosing(_ context: inout Context) {
        let key = TimerKey.mobileNode(.entrance(homeAddress: homeAddress.address))
        guard let earliest = gates.compactMap(\.closing).min() else { return context.timers.cancel(key) }
        context.timers.schedule(key, at: earliest)
    }

    /// Takes everything away at once.
    mutating func remove(_ context: inout Context) {
        if tunnel != nil { context.emit(.mobileNode(.endTunnel(homeAddress: homeAddress.address))) }
        for gate in gates { context.emit(.mobileNode(.closeEntrance(gate.entrance))) }
        if place != nil { context.emit(.mobileNode(.removeHomeAddress(homeAddress))) }
        (place, tunnel, gates) = (nil, nil, [])
        scheduleClosing(&context)
    }
}

extension HomeAddressPlane.Gate {
    fileprivate func isDue(at now: Instant) -> Bool { closing.map { $0 <= now } ?? false }
}
