/// What can be debugged: a part of what the engine decides.
public enum DebugArea: String, CaseIterable, Codable, Sendable {
    /// The binding cache.
    case bindingCache = "binding-cache"
    /// What concerns this node as a correspondent of mobile nodes.
    case correspondentNode = "correspondent-node"
    /// Tunnels, and packets that are dropped.
    case forwarding
    /// What a home agent does on its home links.
    case homeAgent = "home-agent"
    /// Whether messages come under ESP, and by whose association.
    case ipsec
    /// What this machine does as a mobile node.
    case mobileNode = "mobile-node"
    /// Binding Updates, the checks they go through, and their acknowledgements.
    case registrations

    /// What it is, for `?`.
    var help: String {
        switch self {
        case .bindingCache: "Bindings that are made, changed and ended"
        case .correspondentNode: "This node as a correspondent of mobile nodes"
        case .forwarding: "Tunnels, and packets that are dropped"
        case .homeAgent: "Home links: duplicate address detection, defense, discovery"
        case .ipsec: "ESP: whether updates come under it, and by whose association"
        case .mobileNode: "This machine as a mobile node: links, registrations, handovers"
        case .registrations: "Binding Updates, how they are judged and answered"
        }
    }
}
