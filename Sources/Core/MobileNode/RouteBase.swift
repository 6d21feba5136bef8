/// From where a home address talks to its correspondents.
enum RouteBase: Hashable, Sendable {
    /// From a care-of address that the home agent knows.
    case away(Attachment, careOfAddress: IPv6Address, homeAgent: IPv6Address)
    /// From home.
    case home(Attachment)
    /// From nowhere new: the node moves, or has no binding at its home agent.
    case none

    /// Whether messages leave from the same address by the same router. Each advertisement changes how long an address is
    /// valid, and the place stays.
    func isSamePlace(as other: RouteBase) -> Bool {
        switch (self, other) {
        case (.away(let attachment, let careOfAddress, let homeAgent), .away(let another, let address, let agent)):
            attachment.isSameWay(as: another) && careOfAddress == address && homeAgent == agent
        case (.home(let attachment), .home(let another)): attachment.isSameWay(as: another)
        case (.none, .none): true
        default: false
        }
    }
}

extension HomeRegistration {
    /// From where the home address talks to its correspondents.
    var routeBase: RouteBase {
        if isDetached { return .none }
        switch whereabouts {
        case .home(let attachment) where binding == nil: return .home(attachment)
        case .abroad(let attachment, let careOfAddress):
            guard let binding, binding.careOfAddress == careOfAddress else { return .none }
            return .away(attachment, careOfAddress: careOfAddress, homeAgent: binding.homeAgent)
        default: return .none
        }
    }
}
