import Core
import Linux
import Management

/// Runs the engine: hands it events, carries out its effects, and counts what it observes.
final class EngineDriver {
    private(set) var counters = TrafficCounters()
    private var engine: Engine
    private var timer: LoopTimer?
    private let plane: ForwardingPlane
    private let protection: Protection
    private let sender: PacketSender
    private let groups = SolicitedNodeGroups()
    private var hasMissedGroups = false
    private let groupListeners = GroupListeners()
    private let mobileNode: MobileNodeDriver
    private let log: RouterLog

    init(
        engine: Engine, loop: EventLoop, plane: ForwardingPlane, protection: Protection, sender: PacketSender,
        mobileNode: MobileNodeDriver,
        log: RouterLog
    ) {
        self.engine = engine
        self.plane = plane
        self.protection = protection
        self.sender = sender
        self.mobileNode = mobileNode
        self.log = log
        timer = loop.makeTimer { [unowned self] now in handle(.deadline, at: now) }
        protection.received = { [unowned self] packet, now in handle(.packet(packet), at: now) }
    }

    var filterCounters: FilterCounters { engine.filterCounters }

    var numberOfBindings: Int { engine.bindings.count }

    func binding(of homeAddress: IPv6Address) -> Binding? { engine.binding(of: homeAddress) }

    /// A page of the bindings that are meant.
    func bindings(matching selector: BindingSelector, from first: IPv6Address, examining limit: Int) -> BindingPage {
        engine.bindings(matching: selector, from: first, examining: limit)
    }

    var numberOfCorrespondentBindings: Int { engine.numberOfCorrespondentBindings }

    /// A page of the correspondent bindings that are meant.
    func correspondentBindings(
        matching selector: BindingSelector, from first: RouteOptimizationKey?, examining limit: Int
    ) -> CorrespondentBindingPage {
        engine.correspondentBindings(matching: selector, from: first, examining: limit)
    }

    /// What is advertised on a link now; `nil` where nothing is.
    func routerAdvertisement(on index: InterfaceIndex) -> LinkAdvertisement? {
        engine.routerAdvertisement(on: index, at: MonotonicClock.now())
    }

    func numberOfGroups(of homeAddress: IPv6Address) -> Int { engine.numberOfGroups(of: homeAddress) }

    /// A page of the memberships in multicast groups.
    func groupMemberships(from first: GroupMembership.Key?, limit: Int) -> GroupMembershipPage {
        engine.groupMemberships(from: first, limit: limit)
    }

    var peakOfBindings: Int { engine.peakOfBindings }

    var mobileNodeStatus: MobileNodeStatus { engine.mobileNodeStatus }

    var bindingUpdateList: [BindingUpdateListEntry] { engine.bindingUpdateList }

    var homeLinkRouters: [HomeLinkRouters] { engine.homeLinkRouters }

    /// Hands over an event that happened at `now`, and everything that follows from it.
    func handle(_ event: Event, at now: Instant) {
        var answers = perform(engine.handle(event, at: now), at: now)
        while !answers.isEmpty {
            answers = answers.flatMap { perform(engine.handle($0, at: now), at: now) }
        }
        timer?.deadline = engine.nextDeadline
    }

    func clearCounters() {
        counters = TrafficCounters()
    }

    /// Carries out effects in their order; gives back the events that answer them.
    private func perform(_ effects: [Effect], at now: Instant) -> [Event] {
        effects.compactMap { perform($0, at: now) }
    }

    private func perform(_ effect: Effect, at now: Instant) -> Event? {
        log.record(effect)
        do {
            return try carryOut(effect, at: now)
        } catch {
            log.write(.errors, from: .network, LogMessage(.forwarding, .errors, "REFUSED", "\(error)"))
            return Event(refusalOf: effect)
        }
    }

    private func carryOut(_ effect: Effect, at now: Instant) throws(ForwardingPlaneError) -> Event? {
        switch effect {
        case .send(let packet): send(packet)
        case .installForwarding(let entry): return .forwardingInstalled(entry, protection.install(entry))
        case .removeForwarding(let homeAddress): protection.remove(homeAddress: homeAddress)
        case .beginNeighborProxy(let target, let source):
            join(target)
            try plane.beginNeighborProxy(target, source: source)
        case .endNeighborProxy(let target):
            groups.leave(target)
            plane.endNeighborProxy(target)
        case .beginAddressWatch(let target):
            join(target)
            try plane.beginAddressWatch(target)
        case .endAddressWatch(let target):
            groups.leave(target)
            plane.endAddressWatch(target)
        case .beginGroupDelivery(let member): try beginDelivery(to: member)
        case .endGroupDelivery(let member): try endDelivery(to: member)
        case .beginRouteOptimization(let entry):
            return .routeOptimizationBegun(entry, plane.beginRouteOptimization(entry))
        case .endRouteOptimization(let key): plane.endRouteOptimization(key)
        case .askRouteOptimizationUse(let key):
            return plane.routeOptimizationUse(key).map { .routeOptimizationUsed(key, $0) }
        case .mobileNode(let effect): return mobileNode.carryOut(effect)
        case .observe(let observation): counters.record(observation, at: now)
        }
        return nil
    }

    /// Has switches deliver what is sent to an address on its link.
    private func join(_ target: NeighborTarget) {
        do {
            guard try !groups.join(target), !hasMissedGroups else { return }
            hasMissedGroups = true
            let message = """
                more than \(SolicitedNodeGroups.limit) multicast groups would be needed; a switch that snoops on MLD has \
                to send all multicast here
                """
            log.write(LogMessage(.forwarding, .warnings, "MULTICAST", "\(message)"))
        } catch {
            log.write(LogMessage(.forwarding, .warnings, "MULTICAST", "\(error)"))
        }
    }

    private func beginDelivery(to member: GroupMember) throws(ForwardingPlaneError) {
        guard try plane.beginGroupDelivery(member) else { return }
        do {
            try groupListeners.join(member)
        } catch {
            log.write(.warnings, from: .network, LogMessage(.forwarding, .warnings, "MULTICAST", "\(error)"))
        }
    }

    private func endDelivery(to member: GroupMember) throws(ForwardingPlaneError) {
        if try plane.endGroupDelivery(member) { groupListeners.leave(member) }
    }

    private func send(_ packet: OutgoingPacket) {
        let result = packet.delivery == .protected ? protection.send(packet) : sender.send(packet)
        if case .refused(let error) = result {
            log.write(.warnings, from: .network, LogMessage(.mobileIPv6, .warnings, "SEND", "\(error)"))
        }
    }
}

extension Event {
    /// What the engine is told of an effect that could not be carried out; `nil` where nothing follows from it.
    fileprivate init?(refusalOf effect: Effect) {
        switch effect {
        case .beginAddressWatch(let target): self = .addressWatchRefused(target)
        case .beginNeighborProxy(let target, _): self = .neighborProxyRefused(target)
        default: return nil
        }
    }
}
