import Core

/// `ipv6 mobile mobile-node`: this machine as a mobile node.
enum MobileNodeLines {
    /// The line that opens the mode, and the one that detaches without opening it; `detach` is printed in the mode.
    static let sections = [
        SchemaLine(
            ConfigurationLine<Configuration>(
                Words.ipv6MobileMobileNode,
                read: { $0.mobileNode == nil ? [] : [Arguments()] },
                set: { configuration, _ in
                    configuration.mobileNode = configuration.mobileNode ?? MobileNodeConfiguration()
                },
                remove: { configuration, _ in
                    defer { configuration.mobileNode = nil }
                    return configuration.mobileNode != nil
                }),
            in: .global, opens: .mobileNode),
        SchemaLine(
            ConfigurationLine<Configuration>(
                Words.ipv6MobileMobileNode + [.choice([[detach]])],
                read: { _ in EmptyCollection<Arguments>() },
                set: { (configuration, _) throws(Refusal) in
                    guard configuration.mobileNode != nil else {
                        throw Refusal("This machine is no mobile node; `ipv6 mobile mobile-node` makes it one.")
                    }
                    configuration.mobileNode?.isDetached = true
                },
                remove: { configuration, _ in
                    configuration.mobileNode?.isDetached = false
                    return true
                }),
            in: .global),
    ]

    static let all = [
        SchemaLine(MobileNodeInterfaceLine.line, in: .mobileNode),
        SchemaLine(
            .setting(
                [.word("lifetime", "How long a home agent is asked to keep a binding")], lifetime, \.lifetime,
                default: MobileNodeConfiguration.standardLifetime),
            in: .mobileNode),
        SchemaLine(.denial([RouteOptimizationExclusionLine.word], \.isRouteOptimizationEnabled), in: .mobileNode),
        SchemaLine(RouteOptimizationExclusionLine.line, in: .mobileNode),
        SchemaLine(AutoConfigurationLine.line, in: .mobileNode),
        SchemaLine(.flag([detach], \.isDetached), in: .mobileNode),
    ]

    private static let detach = Grammar.word("detach", "De-register everywhere, and stay away")
    private static let lifetime = Parameter<UInt32>(
        "lifetime", .number(MobileNodeConfiguration.lifetimes), "Seconds; the default is 600")
}
