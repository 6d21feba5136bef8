import Core
import Testing

/// Tunnels, neighbor proxies and watches as a forwarding plane would keep them. What an engine may not ask for is
/// recorded as an issue of the test that runs.
struct SimulatedForwardingPlane {
    private enum Operation {
        case install(ForwardingEntry)
        case remove(IPv6Address)
    }

    private(set) var tunnels: [IPv6Address: ForwardingEntry] = [:]
    /// The source address of the answers, by target.
    private(set) var proxies: [NeighborTarget: IPv6Address] = [:]
    private(set) var watches: Set<NeighborTarget> = []
    private(set) var groupMembers: Set<GroupMember> = []
    var directWays = SimulatedDirectWays()
    /// What was asked for and is not done yet, in order.
    private var waiting: [Operation] = []

    /// Whether everything that was asked for is done.
    var isSettled: Bool { waiting.isEmpty }

    mutating func perform(_ effect: Effect) {
        switch effect {
        case .installForwarding(let entry): waiting.append(.install(entry))
        case .removeForwarding(let homeAddress): waiting.append(.remove(homeAddress))
        case .beginNeighborProxy(let target, let source):
            if proxies.updateValue(source, forKey: target) != nil { Issue.record("\(target) has a proxy already") }
        case .endNeighborProxy(let target):
            if proxies.removeValue(forKey: target) == nil { Issue.record("\(target) has no proxy") }
        case .beginAddressWatch(let target):
            if !watches.insert(target).inserted { Issue.record("\(target) is watched already") }
        case .endAddressWatch(let target):
            if watches.remove(target) == nil { Issue.record("\(target) is not watched") }
        case .beginGroupDelivery(let member):
            if !groupMembers.insert(member).inserted { Issue.record("\(member) is delivered to already") }
        case .endGroupDelivery(let member):
            if groupMembers.remove(member) == nil { Issue.record("\(member) is not delivered to") }
        case .beginRouteOptimization, .endRouteOptimization, .askRouteOptimizationUse: directWays.perform(effect)
        case .send, .observe, .mobileNode: break
        }
        finishRemovals()
    }

    /// The answer to what was asked about direct ways, if anything was.
    mutating func answerRouteOptimization() -> Event? { directWays.answer() }

    /// Carries out the oldest installation that waits, which ends as `result`; gives back its tunnel.
    mutating func install(_ result: ForwardingResult) -> ForwardingEntry? {
        guard case .install(let entry) = waiting.first else { return nil }
        waiting.removeFirst()
        if result == .installed { tunnels[entry.homeAddress] = entry }
        finishRemovals()
        return entry
    }

    /// Removals never wait for anything but what was asked for before them.
    private mutating func finishRemovals() {
        while case .remove(let homeAddress) = waiting.first {
            waiting.removeFirst()
            tunnels[homeAddress] = nil
        }
    }
}
