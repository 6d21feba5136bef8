import Core
import Testing

/// Direct ways as a forwarding plane would keep them; it answers before anything else happens.
struct SimulatedDirectWays {
    /// Where mobile nodes are.
    private(set) var careOfAddresses: [RouteOptimizationKey: IPv6Address] = [:]
    /// How much the ways were used.
    var uses: [RouteOptimizationKey: RouteOptimizationUse] = [:]
    /// How the next ways that are asked for end.
    var result = ForwardingResult.installed
    private var answers: [Event] = []

    mutating func perform(_ effect: Effect) {
        switch effect {
        case .beginRouteOptimization(let entry):
            if result == .installed { careOfAddresses[entry.key] = entry.careOfAddress }
            answers.append(.routeOptimizationBegun(entry, result))
        case .endRouteOptimization(let key):
            if careOfAddresses.removeValue(forKey: key) == nil { Issue.record("there is no direct way to \(key)") }
            uses[key] = nil
        case .askRouteOptimizationUse(let key):
            if careOfAddresses[key] == nil { Issue.record("the use of no way, to \(key)") }
            answers.append(.routeOptimizationUsed(key, uses[key] ?? RouteOptimizationUse()))
        default: break
        }
    }

    mutating func answer() -> Event? { answers.isEmpty ? nil : answers.removeFirst() }
}
