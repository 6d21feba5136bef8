import Core

/// `KernelState`, arranged for comparing it with what is wanted.
struct KernelView {
    let links: [String: LinkRecord]
    let addresses: [InterfaceIndex: [IPv6Address: AddressRecord]]
    private let names: [InterfaceIndex: String]
    private let kernel: KernelState

    init(_ kernel: KernelState) {
        self.kernel = kernel
        links = Dictionary(kernel.links.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
        names = Dictionary(kernel.links.map { ($0.index, $0.name) }, uniquingKeysWith: { _, last in last })
        addresses = Dictionary(grouping: kernel.addresses, by: \.interface).mapValues {
            Dictionary($0.map { ($0.address.address, $0) }, uniquingKeysWith: { _, last in last })
        }
    }

    /// Removes the daemon's own addresses that are not configured.
    func unwantedAddresses(_ wanted: [String: Set<InterfaceAddress>]) -> [SystemChange] {
        kernel.addresses.filter(\.isOurs).compactMap { record in
            let name = name(of: record.interface)
            guard wanted[name]?.contains(record.address) != true else { return nil }
            return .removeAddress(record.address, record.interface, name: name)
        }
    }

    /// Removes the daemon's own routes that are not configured.
    func unwantedRoutes(_ wanted: [StaticRoute]) -> [SystemChange] {
        kernel.routes.filter { present in !wanted.contains { matches($0, present) } }.map {
            .removeRoute($0, StaticRoute(prefix: $0.prefix, nextHop: $0.nextHop, interface: name(of: $0.interface)))
        }
    }

    /// Adds the configured routes that the daemon has not added, except those out of interfaces that are missing.
    func missingRoutes(_ wanted: [StaticRoute]) -> [SystemChange] {
        wanted.compactMap { route in
            guard !kernel.routes.contains(where: { matches(route, $0) }) else { return nil }
            let interface = route.interface.map { links[$0]?.index } ?? InterfaceIndex(rawValue: 0)
            guard let interface else { return nil }
            return .addRoute(RouteRecord(prefix: route.prefix, nextHop: route.nextHop, interface: interface), route)
        }
    }

    private func matches(_ route: StaticRoute, _ record: RouteRecord) -> Bool {
        route.prefix == record.prefix && route.nextHop == record.nextHop
            && (route.interface == nil || links[route.interface ?? ""]?.index == record.interface)
    }

    private func name(of interface: InterfaceIndex) -> String {
        names[interface] ?? "interface \(interface.rawValue)"
    }
}

extension AddressRecord {
    /// Whether this daemon, or an earlier run of it, added the address.
    var isOurs: Bool { origin == KernelMark.origin }
}
