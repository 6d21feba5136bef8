import Core
import Linux
import Management

extension RouterService {
    func surveyInterfaces() throws(Refusal) -> Survey<[InterfaceStatus]> {
        try KernelTables.interfaces()
    }

    func surveyIPv6Interfaces() throws(Refusal) -> Survey<[IPv6InterfaceStatus]> {
        try KernelTables.ipv6Interfaces()
    }

    func surveyRoutes(_ selection: RouteSelection) throws(Refusal) -> Survey<[RouteEntry]> {
        try KernelTables.routes(selection, names: linkNames)
    }

    func surveyNeighbors() throws(Refusal) -> Survey<[NeighborEntry]> {
        try KernelTables.neighbors(names: linkNames)
    }

    func forgetNeighbors(of interface: InterfaceName?) throws(Refusal) -> Survey<Int> {
        try KernelTables.forgetNeighbors(of: interface.flatMap { link(named: $0.text) }?.link.index)
    }

    func advertisement(on interface: String) -> LinkAdvertisement? {
        link(named: interface).flatMap { driver.routerAdvertisement(on: $0.link.index) }
    }

    func binding(of homeAddress: IPv6Address) -> BindingRecord? {
        driver.binding(of: homeAddress).map { plane.record(of: $0, at: now) }
    }

    func prober(to target: ProbeTarget, from source: ProbeSource?) throws(Refusal) -> any Prober {
        guard case .interface(let name) = source else {
            return try box.prober(to: target, from: source, interface: nil)
        }
        guard let link = link(named: name.text) else {
            throw Refusal("There is no interface \(name).")
        }
        return try box.prober(to: target, from: source, interface: link)
    }

    var clock: ClockReading { LocalClock.reading() }

    var processes: ProcessStatus {
        .current(utilization: box.processorUsage.utilization, loop: box.loop.statistics)
    }

    var memoryUse: MemoryReport {
        let heap = HeapUse.current
        return MemoryReport(
            resident: ProcessFiles.residentMemory, heapTotal: heap.total, heapUsed: heap.used, heapFree: heap.free,
            bindings: UInt64(driver.numberOfBindings), maps: plane.memory)
    }

    func ipv6Traffic() throws(Refusal) -> IPv6TrafficReport {
        do throws(SystemCallError) {
            return IPv6TrafficReport(try ProcessFiles.ipv6Counters())
        } catch {
            throw Refusal("\(error).")
        }
    }

    private func link(named name: String) -> LinkDescription? {
        surroundings.links.first { $0.link.name == name }
    }

    private var linkNames: [InterfaceIndex: String] {
        Dictionary(surroundings.links.map { ($0.link.index, $0.link.name) }, uniquingKeysWith: { $1 })
    }
}
