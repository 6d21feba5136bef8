import Core

/// Static routes.
enum RouteLines {
    static let all = [SchemaLine(route, in: .global)]

    private static let prefix = Parameter("prefix", .prefix, "Destinations")
    private static let nextHop = Parameter("next hop", .address, "Next hop")
    private static let interface = Parameter(
        "interface", .interfaceName, "Interface that packets leave by", suggestions: .interface)

    private static let route = ConfigurationLine<Configuration>(
        [
            Words.ipv6, .word("route", "Static route"), .value(prefix),
            .choice([[.value(interface), .optional([.value(nextHop)])], [.value(nextHop)]]),
        ],
        read: { configuration in
            configuration.staticRoutes.sorted().map { route in
                Arguments(prefix(route.prefix), interface(route.interface), nextHop(route.nextHop))
            }
        },
        set: { (configuration, arguments) throws(Refusal) in
            configuration.staticRoutes.insert(try checked(arguments))
        },
        remove: { configuration, arguments in
            guard let prefix = arguments[prefix] else { return false }
            let route = StaticRoute(prefix: prefix, interface: arguments[interface], nextHop: arguments[nextHop])
            return configuration.staticRoutes.remove(route) != nil
        })

    private static func checked(_ arguments: Arguments) throws(Refusal) -> StaticRoute {
        let route = StaticRoute(
            prefix: try arguments.required(prefix), interface: arguments[interface], nextHop: arguments[nextHop])
        guard let hop = route.nextHop else { return route }
        if hop.isMulticast || hop.isUnspecified || hop.isLoopback {
            throw Refusal(nextHop, "\(hop) is no address of a neighbor.")
        }
        if hop.isLinkLocal, route.interface == nil {
            throw Refusal(nextHop, "\(hop) is link-local: write the interface before it.")
        }
        return route
    }
}
