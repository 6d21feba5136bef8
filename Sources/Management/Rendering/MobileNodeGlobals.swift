import Core

/// The part of `show ipv6 mobile globals` that is about this machine as a mobile node.
struct MobileNodeGlobals: Encodable {
    /// An interface that it may be attached by.
    struct Interface: Encodable {
        /// The kernel's name.
        var interface: String
        /// The lowest is preferred.
        var priority: UInt8
    }

    /// Whether it is one.
    var isEnabled: Bool
    /// `detach`.
    var isDetached: Bool
    /// How many there are, those included that configured themselves.
    var homeAddresses: Int
    /// How many of them a home agent has a binding for.
    var registeredHomeAddresses: Int
    /// The preferred first.
    var interfaces: [Interface]
    /// `lifetime`, in seconds.
    var lifetime: UInt32
    /// `route-optimization`.
    var isRouteOptimizationEnabled: Bool
    /// How many lines exclude peers from it.
    var exclusions: Int
    /// How many home addresses may configure themselves.
    var maximumAutoConfigured: UInt8

    init(_ configuration: Configuration, _ status: MobileNodeStatus) {
        let mobileNode = configuration.mobileNode ?? MobileNodeConfiguration()
        isEnabled = configuration.isMobilityEnabled && configuration.mobileNode != nil
        isDetached = mobileNode.isDetached
        homeAddresses = status.homeAddresses.count
        registeredHomeAddresses = status.homeAddresses.count { $0.state == .registered }
        interfaces = mobileNode.interfaces.map { Interface(interface: $0.name, priority: $0.priority) }
        lifetime = mobileNode.lifetime
        isRouteOptimizationEnabled = mobileNode.isRouteOptimizationEnabled
        exclusions = mobileNode.exclusions.count
        maximumAutoConfigured = mobileNode.autoConfiguration?.maximum ?? 0
    }

    /// A block of lines.
    var text: String {
        guard isEnabled else { return "Mobile node\n  disabled\n" }
        let interfaces = interfaces.map { "\($0.interface) (\($0.priority))" }.joined(separator: ", ")
        return """
            Mobile node
              home addresses: \(homeAddresses), registered: \(registeredHomeAddresses)\(isDetached ? ", detached" : "")
              interfaces: \(interfaces.isEmpty ? "none" : interfaces)
              lifetime asked for: \(lifetime) seconds
              route optimization: \(isRouteOptimizationEnabled ? "on, lines that exclude: \(exclusions)" : "off")
              home addresses that configure themselves: \(maximumAutoConfigured)

            """
    }
}
