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
    func unwantedRoutes(_ wanted: Set<StaticRoute>) -> [SystemChange] {
        let wanted = Set(wanted.compactMap(record(of:)))
        return kernel.routes.filter { !wanted.contains($0) && !wanted.contains($0.anywhere) }.map {
            .removeRoute($0, StaticRoute(prefix: $0.prefix, nextHop: $0.nextHop, interface: name(of: $0.interface)))
        }
    }

    /// Adds the configured routes that the daemon has not added, except those out of interfaces that are missing.
    func missingRoutes(_ wanted: Set<StaticRoute>) -> [SystemChange] {
        let present = Set(kernel.routes + kernel.routes.map(\.anywhere))
        let missing = wanted.compactMap { route in record(of: route).map { (route: route, record: $0) } }
            .filter { !present.contains($0.record) }
            .sorted { "\($0.route)" < "\($1.route)" }
        return missing.map { .addRoute($0.record, $0.route) }
    }

    /// The route as the kernel is asked for it; `nil` if its interface is missing.
    private func record(of route: StaticRoute) -> RouteRecord? {
        let interface = route.interface.map { links[$0]?.index } ?? InterfaceIndex(rawValue: 0)
        return interface.map { RouteRecord(prefix: route.prefix, nextHop: route.nextHop, interface: $0) }
    }

    private func name(of interface: InterfaceIndex) -> String {
        names[interface] ?? "interface \(interface.rawValue)"
    }
}

extension AddressRecord {
    /// Whether this daemon, or an earlier run of it, added the address.
    var isOurs: Bool { origin == KernelMark.origin }
}

extension RouteRecord {
    /// The same route, whatever its interface is.
    fileprivate var anywhere: RouteRecord {
        RouteRecord(prefix: prefix, nextHop: nextHop, interface: InterfaceIndex(rawValue: 0))
    }
}
