import Core

/// Which routes are meant.
public enum RouteSelection: Hashable, Sendable {
    /// Every one.
    case all
    /// Those from a source.
    case from(RouteEntry.Source)
    /// Those to exactly a prefix.
    case to(IPv6Prefix)
    /// Those to a prefix and to everything in it.
    case within(IPv6Prefix)
    /// Those that a packet for an address matches best.
    case best(IPv6Address)

    /// Takes in the next routes of a table in any order; `chosen` are those that are meant of the former ones.
    public func choose(_ routes: some Sequence<RouteEntry>, among chosen: inout [RouteEntry]) {
        for route in routes { choose(route, among: &chosen) }
    }

    private func choose(_ route: RouteEntry, among chosen: inout [RouteEntry]) {
        switch self {
        case .all: chosen.append(route)
        case .from(let source): if route.source == source { chosen.append(route) }
        case .to(let prefix): if route.prefix == prefix { chosen.append(route) }
        case .within(let prefix):
            if route.prefix.length >= prefix.length, prefix.contains(route.prefix.address) { chosen.append(route) }
        case .best(let address):
            guard route.prefix.contains(address) else { return }
            let best = chosen.first?.prefix.length ?? 0
            if route.prefix.length > best { chosen.removeAll() }
            if route.prefix.length >= best { chosen.append(route) }
        }
    }
}
